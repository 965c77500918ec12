"""Results of a run that may be interrupted in, a file beside the report; what is done out of it."""

import json
from pathlib import Path

from eval.gold import Located, Place
from eval.result import Result
from rag.records import Record

ENDING = ".partial"
_FIELDS = ("answer", "scores", "confidence", "found")


class Kept:
    """The finished cases of a run, a JSON line each, under a key that says what was asked of what.

    Lines with other keys, and one cut short by a crash, are passed over. What failed is not kept,
    so that it is asked again.
    """

    def __init__(self, report: Path) -> None:
        self.path = report.with_name(report.name + ENDING)
        self._lines = self._read()

    def find(self, key: str, located: Located) -> Result | None:
        """Return the result kept under the key, None where the case is still to be asked."""
        found = self._lines.get(key)
        if found is None:
            return None
        places = tuple(Place(article, paragraph) for article, paragraph in found["found"])
        return Result(located, found["answer"], found["scores"], found["confidence"], places)

    def add(self, key: str, result: Result) -> None:
        """Keep a result, on the disk when this returns."""
        if result.error:
            return
        found = [(place.article, place.paragraph) for place in result.found]
        told = (result.answer, dict(result.scores), result.confidence, found)
        record = {"key": key} | dict(zip(_FIELDS, told, strict=True))
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")

    def remove(self) -> None:
        """Forget what was kept."""
        self.path.unlink(missing_ok=True)

    def _read(self) -> dict[str, Record]:
        if not self.path.exists():
            return {}
        lines: dict[str, Record] = {}
        text = self.path.read_text(encoding="utf-8", errors="replace")
        for line in text.split("\n"):
            try:
                record = json.loads(line)
                lines[record["key"]] = {name: record[name] for name in _FIELDS}
            except (ValueError, KeyError, TypeError):
                continue
        if text and not text.endswith("\n"):  # the next line must not go on from one cut short
            with self.path.open("a", encoding="utf-8") as file:
                file.write("\n")
        return lines
