"""A claim that was verified and a model that did not write it in; the claim, less, or refused, out.

The model is asked in one word whether the cited words support the claim. It can only lower a
verdict. Where it fails, or says no such word, the verdict stands and the reader is told.
"""

from dataclasses import replace

from index.article import digest_of
from index.errors import ModelFailed
from rag.events import Shown, Withheld
from rag.types import Citation, Claim
from rag.writer.complete import complete
from rag.writer.model import LanguageModel, Message, Usage
from rag.writer.prompt import prompt

PROMPT = "second_opinion"
PARTLY = "a second model found that the cited words support it only in part"
REFUSED = "a second model found that the cited words do not support it"
_YES, _PARTLY, _NO = "yes", "partly", "no"
_AROUND = " .!*\"'`“”"


class SecondOpinion:
    """What another model says to the claims of one answer; once it failed it is not asked again."""

    def __init__(self, model: LanguageModel) -> None:
        self.usage = Usage()
        self.prompts = {PROMPT: prompt(PROMPT).digest}
        self._model = model
        self._failed = ""
        self._unclear = 0

    def on(self, shown: Shown) -> Shown | Withheld:
        """Return what becomes of a claim."""
        said = "" if self._failed else self._said(shown.claim)
        if said == _NO:
            return Withheld(shown.claim.text, REFUSED)
        if said == _PARTLY and shown.claim.support == "supported":
            return Shown(replace(shown.claim, support="partial", why=PARTLY))
        return shown

    @property
    def notice(self) -> str:
        """What the reader should know: that it failed, or how often it said no clear word."""
        if self._failed:
            return f"no second opinion: {self._failed}; the verdicts are the verifier's alone"
        if self._unclear:
            count = "one sentence" if self._unclear == 1 else f"{self._unclear} sentences"
            return f"{self._model.name} gave no clear second opinion on {count}"
        return ""

    def _said(self, claim: Claim) -> str:
        try:
            text, usage = complete(self._model, [Message("user", _asked(claim))])
        except ModelFailed as error:
            self._failed = str(error)
            return ""
        self.usage += usage
        word = text.strip(_AROUND).casefold()
        if word not in (_YES, _PARTLY, _NO):
            self._unclear += 1
            return ""
        return word


def _asked(claim: Claim) -> str:
    facts = "; ".join(dict.fromkeys(map(_facts, claim.citations)))
    words = " […] ".join(_line(one.quote) for one in claim.citations)
    fence = digest_of("\n".join([claim.text, facts, words]), size=6).upper()
    return prompt(PROMPT).fill(
        {"fence": fence, "sentence": _line(claim.text), "facts": _line(facts), "words": words}
    )


def _facts(cited: Citation) -> str:
    title = f'"{cited.title}"' if cited.title else ""
    return ", ".join(filter(None, [title, cited.source, cited.published[:10]]))


def _line(text: str) -> str:
    """Return the text on one line: an article cannot look like the lines around it."""
    return " ".join(text.split())
