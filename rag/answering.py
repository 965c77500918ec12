"""Who writes answers and how their sentences are verified, for one question or for many."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.verifying import BY_RULES, Verifying
from rag.writer.model import LanguageModel


@dataclass(frozen=True, slots=True)
class Answering:
    """The model that writes, none where the archive is quoted, and the way to verify."""

    model: LanguageModel | None = None
    by: Verifying = BY_RULES

    @property
    def models(self) -> Mapping[str, float | int | str]:
        """What each model is and is told, for a report; empty without any."""
        writer = {"model": self.model.name, **self.model.settings} if self.model else {}
        second = self.by.second
        told = {f"second_{name}": one for name, one in second.settings.items()} if second else {}
        return {**writer, **self.by.names, **told}


ALONE = Answering()
