"""Nothing in; what a paragraph costs in each home of an index, as measured, and where, out.

All that `eval.sizing` computes with stands here. Bytes are those of a paragraph that is shown, of
news: 230 letters, one vector of 384 numbers. Processor milliseconds are those of one core of an AMD
EPYC with avx512_bf16. A figure that is measured again is set here and nowhere else.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and where it comes from."""

    value: float
    source: str


_BENCHMARKS = "docs/benchmarks.md, "
_BUILDING = _BENCHMARKS + "Building: AP news, 27,075 paragraphs shown"
_REST = _BENCHMARKS + "Everything but embedding: RealTimeQA"
_MILLION = _BENCHMARKS + "A million vectors"
_SEARCH = _BENCHMARKS + "One search"
_AP_FILES = "the sizes of the files of AP's index, in its manifest.json, a paragraph"
_AP_TABLES = "docs/scaling.md, AP's tables in PostgreSQL 18, pg_total_relation_size, a paragraph"
_DATABASE = "python -m eval.bench_postgres, a million paragraphs, PostgreSQL 18: "

# Embedding, the same for both homes.
DIMENSIONS = Figure(384, "the default embedder")
TEXTS_A_SECOND = Figure(124 * 1.16, _BUILDING + ": 124 alone, times 1.16 in a build; two cores")
STARTING_SECONDS = Figure(8.8, _BUILDING + ", trying bfloat16, imports included")
EMBEDDING_BYTES = Figure(789e6, _BUILDING + ": 897 MB less what the rest of a build takes")

# A build but for embedding.
REST_SECONDS = Figure(37.8 / 131_484, _REST)
REST_BYTES_AT_LEAST = Figure(79e6, _REST + ": 218 MB and 92 MB for a tenth, drawn out to nothing")
REST_BYTES = Figure((218e6 - 92e6) / (131_484 - 12_234), _REST)

# The folder.
ARTICLE_BYTES = Figure(10_100_736 / 27_075, _AP_FILES)
LEDGER_BYTES = Figure(10_424_320 / 27_075, _AP_FILES)
WORD_BYTES = Figure(2_419_000 / 27_075, _AP_FILES)
BYTES_A_NUMBER = Figure(2, "docs/index.md: half precision")
LISTED_FROM = Figure(250_000, "docs/index.md: from here on there are inverted lists")
LISTED_BYTES = Figure(398, _MILLION + ", 398 MB")
LISTING_SECONDS = Figure(81e-6, _MILLION + ", 81 s")
LISTING_BYTES = Figure(656, _MILLION + ", 656 MB while they are written")
SEARCHING_BYTES = Figure(211e6, "eval.bench's search_and_ask: 209 MB on AP, 213 on 300,000")
SEARCH_MS = Figure(21.8, _SEARCH + ": 23.0 on AP, less its vectors and words")
WORDS_MS = Figure(0.04 * 36.3 / 299_759, _SEARCH + ": .04 of 36.3 on 299,759, a paragraph")
EXACT_MS = Figure(2 * 20.7 / 1e6, _MILLION + ", 20.7 ms for 200 nearest on two cores, a row")
LISTS_MS = Figure(1.6, _MILLION + ", 200 nearest; of a million")

# The database.
ROW_BYTES = Figure(196 + 150 + 14 + 5, _AP_TABLES + ": article_rows, paragraphs, removed, embedded")
TABLE_LEDGER_BYTES = Figure(151 + 51 + 39 + 17, _AP_TABLES + ": words, samples, edges, readings")
PASSAGE_BYTES = Figure(911 - 768 + 76 + 23 + 77, _DATABASE + "passages but for their numbers")
WORDED_BYTES = Figure(368 + 39 + 36, _DATABASE + "worded")
POSTING_BYTES = Figure(291, _DATABASE + "postings: 432 a paragraph, 916 with 100,000; less blocks")
BLOCK_BYTES = Figure(223, _DATABASE + "what is left of the two, a block of postings")
BLOCKS = Figure(280_515, _DATABASE + "blocks with 100,000 paragraphs")
BLOCKS_GROWTH = Figure(630_920 / 280_515, _DATABASE + "blocks, for ten times the paragraphs")
GRAPHED_FROM = Figure(50_000, "index/postgres/nearest.py: from here on there is a graph")
GRAPH_BYTES = Figure(1170, _DATABASE + "the HNSW index: 1,170 MB")
GRAPHING_SECONDS = Figure(312.7e-6, _DATABASE + "312.7 s on two cores, all of it in 3 GB")
WRITING_SECONDS = Figure(150e-6, _DATABASE + "rows copied, words indexed: 169; 132 with 100,000")
GRAPH_MS = Figure(7.23, _DATABASE + "200 nearest of 100,000, ef_search 200")
GRAPH_GROWTH = Figure(11.18 / 7.23, _DATABASE + "200 nearest of ten times as many, ef_search 800")
TABLE_EXACT_MS = Figure(18.98 / 20_000, _DATABASE + "200 nearest of 20,000, no graph")
TABLE_WORDS_MS = Figure((212.12 - 11.13) / 980_000, _DATABASE + "200 by words, 20,000 to a million")
TABLE_WORDS_MS_AT_LEAST = Figure(7.0, _DATABASE + "the same, drawn out to nothing")
