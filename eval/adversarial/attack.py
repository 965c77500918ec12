"""Archives in; a new folder with false claims, planted instructions and planted articles out.

FOLDER/claims.jsonl is for `pressmark eval claims`; FOLDER/instructions and FOLDER/conflicts each
hold an archive.jsonl and the cases.jsonl that are asked of it; attack.json says how it was made.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.adversarial.conflicts import conflicts
from eval.adversarial.corrupted import Corrupted, claims_of, corrupted
from eval.adversarial.made import MadeArticle, MadeCase
from eval.adversarial.planted import planted
from eval.cases import written
from eval.gold import NamedArticles, locate_all
from index.errors import SettingsError
from index.gather import read_archives

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Attack:
    """What was made: false claims by kind, and the cases of each set by kind."""

    claims: dict[str, int]
    instructions: dict[str, int]
    conflicts: dict[str, int]


def attack(archives: Sequence[Path], out: Path, *, seed: int, count: int) -> Attack:
    """Make the sets, at most `count` claims of each kind and `count` cases of each set.

    SettingsError where `out` exists; it appears when it is whole.
    """
    if out.exists():
        raise SettingsError(f"{out} exists", hint="name a folder that does not, or remove it")
    if count < 1:
        raise SettingsError(f"{count} of each cannot be made", hint="--count 1 or more")
    articles, _ = read_archives(archives)
    articles.sort(key=lambda one: one.id)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise SettingsError(
            f"{out} cannot be written: {error.strerror or error}", hint="name another --out"
        ) from error
    try:
        found = corrupted(articles, seed=seed, count=count)
        (beside / "claims.jsonl").write_text(_claim_lines(found), encoding="utf-8")
        made = Attack(
            _counted(one.kind for one in found),
            _write_set(beside / "instructions", planted(articles, seed=seed, count=count)),
            _write_set(beside / "conflicts", conflicts(articles, seed=seed, count=count)),
        )
        settings = {"format": FORMAT, "pressmark": version("pressmark"), "seed": seed}
        settings |= {"count": count, "archives": [one.name for one in archives]}
        (beside / "attack.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
        beside.chmod(0o755)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return made


def _claim_lines(found: Sequence[Corrupted]) -> str:
    lines = []
    for claim, statement in claims_of(found):
        record: dict[str, Any] = {
            "id": claim.id,
            "claim": claim.claim,
            "evidence": list(claim.evidence),
            "label": claim.label,
            "kind": claim.kind,
            "article": statement.article,
            "paragraph": statement.paragraph,
        }
        if claim.claim != statement.text:
            record["true"] = statement.text
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    return "".join(lines)


def _write_set(folder: Path, made: Sequence[MadeCase]) -> dict[str, int]:
    """Write an archive and its cases, less those whose gold reading it does not find again."""
    folder.mkdir()
    archive = folder / "archive.jsonl"
    lines = [_article_line(article) for one in made for article in one.articles]
    archive.write_text("".join(lines), encoding="utf-8")
    read, _ = read_archives([archive])
    cases = [one.case for one in made]
    located, _ = locate_all(cases, NamedArticles(cases, read))
    found = {one.case.id for one in located}
    kept = [one for one in made if one.case.id in found]
    (folder / "cases.jsonl").write_text(written(one.case for one in kept), encoding="utf-8")
    return _counted(one.case.kind for one in kept)


def _article_line(article: MadeArticle) -> str:
    record = {
        "id": article.id,
        "title": article.title,
        "html" if article.is_html else "text": article.body,
        "source": article.source,
        "published": article.published,
        "language": article.language,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _counted(kinds: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    return counts
