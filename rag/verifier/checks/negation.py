"""What a claim denies the evidence must deny, and what it affirms the evidence must not deny."""

from collections.abc import Iterator, Sequence

from rag.verifier.comparison import Comparison
from rag.verifier.finding import Finding
from rag.verifier.forms import root
from rag.verifier.polarity import denies, reaches, under
from rag.verifier.words import Word


def check(compared: Comparison) -> Iterator[Finding]:
    """Yield a denial that stands on one side alone."""
    sought = [_contracted, _put_in, _left_out] if compared.alignment.is_close else []
    for look in (*sought, _too_much, _too_little):
        found = next(look(compared), None)
        if found is not None:
            yield found
            return


def _contracted(compared: Comparison) -> Iterator[Finding]:
    """Yield a word that is denied by its ending on one side alone: could and couldn't."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    for here, there in compared.alignment.partner.items():
        one, other = claimed[here], said[there]
        apart = [_next_denies(claimed, here), _next_denies(said, there)]
        if (denies(one) or apart[0]) != (denies(other) or apart[1]):
            why = f"the paragraph says “{other.written}”, the sentence “{one.written}”"
            if one.written.lower() != other.written.lower():
                yield Finding("negation", "contradicted", one.written, why)


def _put_in(compared: Comparison) -> Iterator[Finding]:
    """Yield a denial that the claim alone has, in words that are otherwise the same."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    partner = compared.alignment.partner
    for turn, word in enumerate(claimed):
        if denies(word) and not word.denies and turn not in partner:
            before, after = partner.get(turn - 1), partner.get(turn + 1)
            between = said[before + 1 : after] if before is not None and after is not None else ()
            places = [at for at in (before, after, after and after - 1) if at is not None]
            beside = [said[at] for at in places]
            if any(denies(one) for one in (*between, *beside)):
                continue
            if before is not None or after is not None:
                why = f"the sentence says “{word.written}”, the paragraph does not"
                yield Finding("negation", "contradicted", word.written, why)


def _left_out(compared: Comparison) -> Iterator[Finding]:
    """Yield a denial that the evidence alone has, between words that the claim has together."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    claimant = compared.alignment.claimant
    for turn, word in enumerate(said):
        before, after = claimant.get(turn - 1), claimant.get(turn + 1)
        if not denies(word) or word.denies or turn in claimant:
            continue
        if before is not None and after == before + 1 and not denies(claimed[before]):
            why = f"the paragraph says “{word.written}”, the sentence does not"
            yield Finding("negation", "contradicted", claimed[after].written, why)


def _too_much(compared: Comparison) -> Iterator[Finding]:
    """Yield a denial of the claim whose word the evidence does not deny."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    partner = compared.alignment.partner
    for turn, head in reaches(claimed, denies):
        if turn in partner and denies(said[partner[turn]]):
            continue
        word = claimed[turn].written
        if head is None:
            yield Finding("negation", "absent", word, f"the paragraph does not say “{word}”")
            continue
        denied = f"{word} … {claimed[head].written}" if head > turn else word
        there = _counterpart(claimed[head], said, partner.get(head))
        if there is not None:
            if under(claimed, head, denies) % 2 != under(said, there, denies) % 2:
                why = f"the sentence says “{denied}”, the paragraph does not deny it"
                yield Finding("negation", "contradicted", denied, why)
        elif not _denied_somewhere(compared, claimed[head].term):
            yield Finding("negation", "absent", denied, f"the paragraph does not say “{denied}”")


def _too_little(compared: Comparison) -> Iterator[Finding]:
    """Yield a denial of the evidence whose word the claim does not deny."""
    claimed, said = compared.alignment.claimed, compared.alignment.said
    claimant = compared.alignment.claimant
    for turn, head in reaches(said, denies):
        if head is None or (turn in claimant and denies(claimed[claimant[turn]])):
            continue
        here = _counterpart(said[head], claimed, claimant.get(head))
        if (
            here is not None
            and (here or _is_arabic(said[head]))
            and not under(claimed, here, denies)
        ):
            denied = f"{said[turn].written} … {said[head].written}"
            why = f"the paragraph says “{denied}”, the sentence does not deny it"
            yield Finding("negation", "contradicted", claimed[here].written, why)


def _counterpart(word: Word, others: Sequence[Word], aligned: int | None) -> int | None:
    """Return where the word stands on the other side, an Arabic verb in any person."""
    if aligned is not None or not _is_arabic(word):
        return aligned
    sought = root(word.form)
    return next((turn for turn, one in enumerate(others) if root(one.form) == sought), None)


def _is_arabic(word: Word) -> bool:
    return "\u0620" <= word.form[:1] <= "\u064a"


def _next_denies(words: Sequence[Word], turn: int) -> bool:
    return turn + 1 < len(words) and words[turn + 1].form in {"not", "n't", "never"}


def _denied_somewhere(compared: Comparison, sought: str) -> bool:
    words = compared.evidence.words
    found = [turn for turn, word in enumerate(words) if word.term == sought]
    return any(under(words, turn, denies) for turn in found) or (
        not found and any(denies(word) for word in compared.alignment.said)
    )
