"""An answer in, a plain record of all of it out; the record in, an equal answer out.

The record holds the fields of the answer and of all that it is made of, by their names, so that a
field that the types gain is kept without a word here. `rag.records` writes what scripts read, which
leaves some of it out.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from index.errors import PressmarkError
from rag.types import Answer

_PLAIN = (str, bool, int, float, NoneType)


Reader = Callable[[object], object]


class RecordBroken(PressmarkError):
    """A record that says nothing an answer could be made of."""


class _Wrong(Exception):
    """What is wrong with a value, and where in the answer it stands."""

    place = ""


def kept(answer: Answer) -> str:
    """Return the answer as JSON."""
    return json.dumps(_plain(answer))


def answer_kept(record: str) -> Answer:
    """Return the answer that a record was made of; RecordBroken names the field that is wrong.

    Keys that are not known are passed over, fields that have a default may be absent.
    """
    try:
        read = json.loads(record)
    except (ValueError, RecursionError) as error:
        raise _broken(f"no JSON: {error}") from error
    try:
        return cast("Answer", _reader(Answer)(read))
    except _Wrong as error:
        raise _broken(f"answer{error.place}: {error}") from error


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(one) for one in value]
    if isinstance(value, _PLAIN):
        return value
    raise TypeError(f"{type(value).__name__} has no plain record: {value!r}")


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - an annotation
    """Return what reads a value that this annotation describes."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(tuple(map(_reader, inner)))
    if origin is Literal:
        return _literal(inner)
    if origin is tuple and inner[1:] == (...,):
        return _list(_reader(inner[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(_reader(inner[1]))
    if is_dataclass(kind):
        return _of_fields(cast("type", kind))
    if kind not in _PLAIN:
        raise TypeError(f"nothing reads {kind!r} from a record")
    return _scalar(kind)


def _scalar(kind: type) -> Reader:
    allowed: tuple[type, ...] = (float, int) if kind is float else (kind,)

    def read(found: object) -> object:
        if type(found) not in allowed:
            raise _Wrong(f"{_named(found)}, not {kind.__name__}")
        return found

    return read


def _literal(values: tuple[object, ...]) -> Reader:
    def read(found: object) -> object:
        if found not in values:
            raise _Wrong(f"{found!r} is none of {', '.join(map(repr, values))}")
        return found

    return read


def _one_of(readers: Sequence[Reader]) -> Reader:
    def read(found: object) -> object:
        told = _Wrong("nothing fits")
        for one in readers:
            try:
                return one(found)
            except _Wrong as error:
                told = error
        raise told

    return read


def _list(reader: Reader) -> Reader:
    def read(found: object) -> object:
        if not isinstance(found, list):
            raise _Wrong(f"{_named(found)}, not a list")
        return tuple([_at(f"[{number}]", reader, one) for number, one in enumerate(found)])

    return read


def _mapping(reader: Reader) -> Reader:
    def read(found: object) -> object:
        if not isinstance(found, dict):
            raise _Wrong(f"{_named(found)}, not an object")
        return {name: _at(f".{name}", reader, one) for name, one in found.items()}

    return read


def _of_fields(kind: type) -> Reader:
    hints = get_type_hints(kind)
    known = [(one.name, _reader(hints[one.name]), _optional(one)) for one in fields(kind)]

    def read(found: object) -> object:
        if not isinstance(found, dict):
            raise _Wrong(f"{_named(found)}, not an object")
        given: dict[str, object] = {}
        for name, reader, optional in known:
            if name in found:
                given[name] = _at(f".{name}", reader, found[name])
            elif not optional:
                raise _Wrong(f"no {name!r}")
        try:
            return kind(**given)
        except (ValueError, PressmarkError) as error:
            raise _Wrong(str(error)) from error

    return read


def _optional(field: "Field[Any]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _at(place: str, reader: Reader, found: object) -> object:
    try:
        return reader(found)
    except _Wrong as error:
        error.place = place + error.place
        raise


def _named(found: object) -> str:
    return "nothing" if found is None else type(found).__name__


def _broken(message: str) -> RecordBroken:
    return RecordBroken(message, hint="this answer cannot be read again; ask its question anew")
