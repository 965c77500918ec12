"""A question, the talk before it and the writer's model in; what is asked in its place, out.

Where a language model writes the answer it also rewrites the question; else the rules do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.clock import Clock
from rag.events import Outcome
from rag.follow_up.by_model import PROMPT, rewrite_by_model
from rag.follow_up.rewrite import rewrite
from rag.follow_up.stand_alone import StandAlone
from rag.types import Turn
from rag.writer.complete import complete
from rag.writer.model import LanguageModel, Message, Usage
from rag.writer.prompt import prompt


@dataclass(frozen=True, slots=True)
class Retold:
    """A question in words that stand alone, and what a model that was asked for them took."""

    made: StandAlone
    model: str = ""
    usage: Usage | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, question: str, talk: Sequence[Turn], model: LanguageModel | None, clock: Clock
    ) -> "Retold":
        """Ask the model where there is one and a talk; time it as the step "rewrite"."""
        if not talk or model is None:
            return cls(rewrite(question, talk))
        taken: list[Usage] = []

        def completed(asked: str) -> str:
            text, usage = complete(model, [Message("user", asked)])
            taken.append(usage)
            return text

        with clock.step("rewrite"):
            made = rewrite_by_model(question, talk, completed)
        digests = {PROMPT: prompt(PROMPT).digest}
        return cls(made, model.name, sum(taken, Usage()) if taken else None, digests)

    def beside(self, outcome: Outcome) -> Outcome:
        """Return what a writer left behind, with what was done before it wrote."""
        by = {"rewritten_by": self.made.by} if self.made.changed or self.model else {}
        told = [self.made.notice, outcome.notice]
        taken = [one for one in (self.usage, outcome.usage) if one]
        return replace(
            outcome,
            model=outcome.model or self.model,
            notice="; ".join(filter(None, told)),
            prompts={**self.prompts, **outcome.prompts},
            usage=sum(taken, Usage()) if taken else None,
            settings={**by, **outcome.settings},
        )
