"""A claim in, the line that a reader puts into a text of their own out."""

from rag.export.manuscript import caveat_of, facts_of, line, link_of
from rag.types import Claim


def sentence_with_citation(claim: Claim) -> str:
    """Return the sentence with where each of its citations stands, as plain text on one line."""
    cited = []
    for one in dict.fromkeys(claim.citations):
        link = link_of(one.url)
        cited.append(", ".join(filter(None, [facts_of(one), link])))
    caveat = f" [{caveat_of(claim)}]" if caveat_of(claim) else ""
    return f"{line(claim.text)}{caveat} ({'; '.join(cited)})"
