"""A number of paragraphs in; memory, disk, hours and searches a second of each home of it, out.

    python -m eval.sizing 1000000 [100000000 …] [--texts-per-second 143] [--builders 1]
        [--cores 2] [--dimensions 384] [--versions 3] [--json]

A model on paper: measured costs of a paragraph (`eval.sizes`, each with its source), multiplied by
how each grows. docs/scaling.md tells what it leaves out, and up to where it was compared with what
is. The searches are those of a reader who asks without a language model.
"""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from eval import sizes

FOLDER, DATABASE = "folder", "postgresql"
_GB = 1e9
_MEASURED_AT = 100_000  # paragraphs that the growth of a database is told from
_LISTS_AT = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """An archive, and what there is to build it with and to search it on.

    `texts_per_second` is what one builder embeds; of several builders of one folder only one
    builds. `cores` are those of the machine that searches, and of the database's as well.
    """

    paragraphs: int
    texts_per_second: float = sizes.TEXTS_A_SECOND.value
    builders: int = 1
    cores: int = 2
    dimensions: int = int(sizes.DIMENSIONS.value)
    versions: int = 3

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if value <= 0:
                raise ValueError(f"{name} must be above 0, not {value}")


@dataclass(frozen=True, slots=True)
class Size:
    """What a home costs.

    `index_gb` is one version, `disk_gb` with the versions kept and one under way, `hot_gb` what a
    search may read and should find in memory, `server_gb` what a server of readers takes
    besides, `build_gb` what a builder takes, `search_ms` the processor time of a search.
    """

    home: str
    paragraphs: int
    index_gb: float
    disk_gb: float
    hot_gb: float
    server_gb: float
    build_gb: float
    build_hours: float
    search_ms: float
    searches_per_second: float


def in_folder(plan: Plan) -> Size:
    """Return what the plan costs in a folder on one machine."""
    count = plan.paragraphs
    vectors = sizes.BYTES_A_NUMBER.value * plan.dimensions
    lists = _lists_bytes(plan) if count >= sizes.LISTED_FROM.value else 0.0
    words = sizes.WORD_BYTES.value
    index = count * (vectors + lists + words + sizes.ARTICLE_BYTES.value + sizes.LEDGER_BYTES.value)
    search = sizes.SEARCH_MS.value + sizes.WORDS_MS.value * count + _folder_vectors_ms(plan)
    listing = sizes.LISTING_SECONDS.value * count * _wide(plan) if lists else 0.0
    return Size(
        FOLDER,
        count,
        index_gb=index / _GB,
        disk_gb=index * (plan.versions + 1) / _GB,
        hot_gb=count * (vectors + lists + words) / _GB,
        server_gb=sizes.SEARCHING_BYTES.value / _GB,
        build_gb=max(_build_bytes(plan), count * _listing_bytes(plan) if lists else 0.0) / _GB,
        build_hours=(_embedding_and_rest_seconds(plan, builders=1) + listing) / 3600,
        search_ms=search,
        searches_per_second=plan.cores / search * 1000,
    )


def in_database(plan: Plan) -> Size:
    """Return what the plan costs in PostgreSQL, on one server; versions share what is alike."""
    count = plan.paragraphs
    graphed = count >= sizes.GRAPHED_FROM.value
    vectors = sizes.BYTES_A_NUMBER.value * plan.dimensions + sizes.PASSAGE_BYTES.value
    graph = sizes.GRAPH_BYTES.value * _wide(plan) if graphed else 0.0
    hot = vectors + graph + sizes.WORDED_BYTES.value + _posting_bytes(count)
    index = count * (hot + sizes.ROW_BYTES.value + sizes.TABLE_LEDGER_BYTES.value)
    server = _database_ms(plan)
    seconds = count * (sizes.WRITING_SECONDS.value + graphed * sizes.GRAPHING_SECONDS.value)
    return Size(
        DATABASE,
        count,
        index_gb=index / _GB,
        disk_gb=2 * index / _GB,
        hot_gb=count * hot / _GB,
        server_gb=sizes.SEARCHING_BYTES.value / _GB,
        build_gb=_build_bytes(plan) / _GB,
        build_hours=(_embedding_and_rest_seconds(plan, builders=plan.builders) + seconds) / 3600,
        search_ms=sizes.SEARCH_MS.value + server,
        searches_per_second=plan.cores / max(server, sizes.SEARCH_MS.value) * 1000,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the sizes of both homes for each number of paragraphs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paragraphs", nargs="+", type=int)
    parser.add_argument("--texts-per-second", type=float, default=sizes.TEXTS_A_SECOND.value)
    parser.add_argument("--builders", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--dimensions", type=int, default=int(sizes.DIMENSIONS.value))
    parser.add_argument("--versions", type=int, default=3)
    parser.add_argument("--json", action="store_true", dest="as_json")
    given = vars(parser.parse_args(arguments))
    counts, as_json = given.pop("paragraphs"), given.pop("as_json")
    try:
        plans = [Plan(count, **given) for count in counts]
    except ValueError as error:
        parser.error(str(error))
    found = [home(plan) for home in (in_folder, in_database) for plan in plans]
    sys.stdout.write(json.dumps([asdict(one) for one in found]) + "\n" if as_json else table(found))
    return 0


def table(found: Sequence[Size]) -> str:
    """Return the sizes as a table in Markdown, a line each."""
    heads = "paragraphs", "index", "disk", "hot", "builder", "build, h", "search, ms", "a second"
    lines = [f"| home | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for one in found:
        room = one.index_gb, one.disk_gb, one.hot_gb, one.build_gb
        speed = one.build_hours, one.search_ms, one.searches_per_second
        cells = f"{one.paragraphs:,}", *map(_bytes, room), *map(_short, speed)
        lines.append(f"| {one.home} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _embedding_and_rest_seconds(plan: Plan, *, builders: int) -> float:
    embedding = plan.paragraphs / (plan.texts_per_second * builders)
    return sizes.STARTING_SECONDS.value + embedding + plan.paragraphs * sizes.REST_SECONDS.value


def _build_bytes(plan: Plan) -> float:
    rest = sizes.REST_BYTES_AT_LEAST.value + plan.paragraphs * sizes.REST_BYTES.value
    return rest + sizes.EMBEDDING_BYTES.value


def _folder_vectors_ms(plan: Plan) -> float:
    """Return what the vectors cost: all of them, or lists, of which there are four roots."""
    if plan.paragraphs < sizes.LISTED_FROM.value:
        return sizes.EXACT_MS.value * plan.paragraphs * _wide(plan)
    return sizes.LISTS_MS.value * math.sqrt(plan.paragraphs / _LISTS_AT) * _wide(plan)


def _database_ms(plan: Plan) -> float:
    words = sizes.TABLE_WORDS_MS_AT_LEAST.value + sizes.TABLE_WORDS_MS.value * plan.paragraphs
    if plan.paragraphs < sizes.GRAPHED_FROM.value:
        return words + sizes.TABLE_EXACT_MS.value * plan.paragraphs * _wide(plan)
    return words + sizes.GRAPH_MS.value * _grown(sizes.GRAPH_GROWTH, plan.paragraphs) * _wide(plan)


def _lists_bytes(plan: Plan) -> float:
    return sizes.LISTED_BYTES.value * _wide(plan)


def _listing_bytes(plan: Plan) -> float:
    return sizes.LISTING_BYTES.value * _wide(plan)


def _wide(plan: Plan) -> float:
    return plan.dimensions / sizes.DIMENSIONS.value


def _posting_bytes(count: int) -> float:
    """Return what a paragraph's postings take: they are in blocks, of which more have more each."""
    blocks = sizes.BLOCKS.value * _grown(sizes.BLOCKS_GROWTH, count)
    return sizes.POSTING_BYTES.value + sizes.BLOCK_BYTES.value * blocks / count


def _grown(tenfold: sizes.Figure, count: int) -> float:
    """Return what becomes of something that grows so with ten times the paragraphs."""
    return float(tenfold.value ** math.log10(count / _MEASURED_AT))


def _bytes(gigabytes: float) -> str:
    return f"{_short(gigabytes / 1000)} TB" if gigabytes >= 1000 else f"{_short(gigabytes)} GB"


def _short(value: float) -> str:
    """Return two digits that count, or the whole number."""
    digits = max(0, 1 - math.floor(math.log10(value)))
    return f"{value:,.{digits}f}"


if __name__ == "__main__":
    sys.exit(main())
