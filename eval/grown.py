"""Archives in, an index of as many paragraphs as wanted out: to measure search where it is large.

    python -m eval.grown ARCHIVE... --paragraphs 300000 --index DIR

The archives' paragraphs are dealt at random into made articles of fifty, again and again until
there are enough: the words are real, what stands beside what is not. Vectors are drawn by chance,
so what is found means nothing; what it costs is that of an index of this size.
"""

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench_steps import build_with_stand_ins
from index.article import Article
from index.errors import PressmarkError
from index.gather import read_archives

_SEED = 20261123
_AN_ARTICLE = 50  # paragraphs


def dealt(articles: Sequence[Article], paragraphs: int) -> Iterator[dict[str, str]]:
    """Yield made articles with that many paragraphs in all; each round deals all of them anew."""
    chance = random.Random(_SEED)  # noqa: S311 - nothing is kept secret with it
    words = [one.quote(each.number) for one in articles for each in one.paragraphs]
    number = 0
    deck: list[str] = []
    left = paragraphs
    while left > 0:
        if len(deck) < _AN_ARTICLE:
            deck = chance.sample(words, len(words))
        hand, deck = deck[: min(_AN_ARTICLE, left)], deck[_AN_ARTICLE:]
        like = articles[number % len(articles)]
        number += 1
        left -= len(hand)
        yield {
            "id": f"made-{number}",
            "title": like.title,
            "source": like.source,
            "published": like.published,
            "text": "\n\n".join(hand),
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the index; what it took goes to stdout as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--paragraphs", type=int, required=True)
    parser.add_argument("--index", type=Path, required=True)
    given = parser.parse_args(arguments)
    try:
        articles, _ = read_archives(given.archives)
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "made.jsonl"
            lines = (json.dumps(one) + "\n" for one in dealt(list(articles), given.paragraphs))
            with archive.open("w", encoding="utf-8") as file:
                file.writelines(lines)
            took = build_with_stand_ins([archive], given.index)
    except PressmarkError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 2
    sys.stdout.write(json.dumps(took) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
