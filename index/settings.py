"""`pressmark.toml` and the environment in, settings out; a flag of the command beats both."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from index.errors import SettingsError
from index.postgres.address import is_address

FILE = "pressmark.toml"
INDEX_VARIABLE = "PRESSMARK_INDEX"
VERSIONS_KEPT = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What a folder may decide once for all commands run in it.

    `index` is where the index is, a folder or the address of a database, `embedder` what a new
    index is built with ("" is the default one), `versions` how many versions of an index are kept
    to roll back to, with the current one.
    `reranker` is the model that reads the best paragraphs again ("" is none), in
    `reranker_seconds` at most a question.
    `model` is the language model that writes answers ("" is none), `api_base` the address of its
    server where it is not its maker's, `timeout` the seconds an answer may take, half of them to
    its first word, `max_tokens` its length at most. `talks` is the file, or the address of the
    database, that what was said is kept in ("" is where the index is). `nli` is the inference
    model that judges sentences beside the rules ("" is none), `second_opinion` the language model
    that is asked whether what another wrote is supported ("" is none), `second_api_base` the
    address of its server. `reports` is the folder of the reports that the page shows ("" is `eval`
    beside the index).
    """

    index: str = ".pressmark"
    embedder: str = ""
    versions: int = VERSIONS_KEPT
    reranker: str = ""
    reranker_seconds: int = 5
    model: str = ""
    api_base: str = ""
    timeout: int = 120
    max_tokens: int = 600
    talks: str = ""
    nli: str = ""
    second_opinion: str = ""
    second_api_base: str = ""
    reports: str = ""


def read_settings(folder: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings for a command run in `folder`; raises SettingsError, naming the key.

    A relative index, file of talks or folder of reports in the file stands beside the file.
    """
    found = _file_values(folder / FILE)
    for key in ("index", "talks", "reports"):
        if key in found and not is_address(found[key]):
            found[key] = str(folder / found[key])
    if environment.get(INDEX_VARIABLE):
        found["index"] = environment[INDEX_VARIABLE]
    return Settings(**found)


def _file_values(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {error}", hint="mend or remove it") from error
    known = {field.name: type(field.default) for field in fields(Settings)}
    for key, value in found.items():
        if key not in known:
            raise SettingsError(
                f"{path}: unknown setting {key!r}", hint=f"known ones: {', '.join(known)}"
            )
        _check(path, key, value, known[key])
    return found


def _check(path: Path, key: str, value: object, kind: type) -> None:
    if kind is str and not (isinstance(value, str) and value):
        raise SettingsError(f"{path}: {key} must be text, not {value!r}", hint="quote it")
    if kind is int and not (type(value) is int and value > 0):
        raise SettingsError(
            f"{path}: {key} must be a number above 0, not {value!r}", hint=f"{key} = 3"
        )
