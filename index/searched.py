"""A folder's articles and vectors in; what they are searched by, beside them, out."""

from pathlib import Path

from index.database_writer import DatabaseWriter
from index.embedder import Embedder
from index.ledger import Ledger
from index.lexical import LexicalWriter, words_of
from index.lists import Lists, write_lists
from index.progress import Progress

_QUERIES = 400  # headlines, to measure by how much of the vectors a search must look at


def measured_lists(folder: Path, database: DatabaseWriter, embedder: Embedder) -> Lists | None:
    """Write lists over the vectors, measured by the archive's own headlines; None for none."""
    titles = [one for one in database.titles() if embedder.reads(one)]
    return write_lists(folder, embedder.encode_questions(titles[:: len(titles) // _QUERIES + 1]))


def write_lexical(
    folder: Path, database: DatabaseWriter, ledger: Ledger, progress: Progress
) -> None:
    """Write the words of all articles shown; those that are not known yet are remembered."""
    writer = LexicalWriter(folder)
    shown, sources = database.shown(), database.sources_by_article()
    days = database.days_by_article()
    for number, (id, fingerprint) in enumerate(shown.items(), start=1):
        words = ledger.words(id, fingerprint)
        if words is None:
            (article,) = database.articles_of([id])
            words = words_of(article)
            ledger.add_words(id, fingerprint, words)
        keys = database.paragraph_keys(id)
        for key, said in zip(keys, words.paragraphs, strict=True):
            writer.add(key, headline=words.headline, said=said, day=days[id], sources=sources[id])
        progress("indexing words", number, len(shown), share=number / len(shown))
    writer.close()
