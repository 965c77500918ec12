"""Settings in; how sentences are verified, by rules and by the models that are named, out."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.errors import EmbedderError, SettingsError
from index.model_files import model_folder, weights_digest
from index.settings import Settings
from rag.verifier.comparison import About
from rag.verifier.judge import judge
from rag.verifier.nli import InferenceModel, Infers
from rag.verifier.verdict import Verdict
from rag.writer.litellm_model import LiteLLMModel
from rag.writer.model import LanguageModel

_NAME_A_MODEL = "name the folder or hub name of an inference model, a CrossEncoder trained on MNLI"
_KNOWN_NOTHING = About()


@dataclass(frozen=True, slots=True)
class Verifying:
    """How a sentence is judged: by rules always, and by an inference model where one is named.

    `second` is asked for a second opinion on what a language model wrote and the rules let through.
    `names` tell the trace which models these are.
    """

    inference: Infers | None = None
    second: LanguageModel | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def judge(self, claim: str, evidence: Sequence[str], about: About = _KNOWN_NOTHING) -> Verdict:
        """Judge a claim by its evidence and what is known beside it."""
        return judge(claim, evidence, about, model=self.inference)


BY_RULES = Verifying()


def verifying(
    settings: Settings, *, nli: str = "", second_opinion: str = "", writer: str = ""
) -> Verifying:
    """Return how to verify, by what is named or else set; EmbedderError, SettingsError.

    An inference model is found, and downloaded if it must be, now; it is loaded when first asked.
    A second opinion is another model's than the `writer`'s, and only asked of what one writes.
    """
    by = _inferring(nli or settings.nli)
    name = second_opinion or settings.second_opinion
    if not name or not writer:
        return by
    if _known(name) == _known(writer):
        raise SettingsError(
            f"{name} writes the answer: a second opinion must be another model's",
            hint="name another model: --second-opinion NAME, or second_opinion in pressmark.toml",
        )
    second = LiteLLMModel(
        name, settings.second_api_base, float(settings.timeout), settings.max_tokens
    )
    return replace(by, second=second, names={**by.names, "second_opinion": name})


def _known(name: str) -> str:
    """Return the model's own name, whoever serves it."""
    return re.sub(r":latest$", "", name.strip().casefold().rsplit("/", 1)[-1])


def _inferring(name: str) -> Verifying:
    if not name:
        return BY_RULES
    try:
        folder = model_folder(name, logging.getLogger("pressmark").warning, hint=_NAME_A_MODEL)
        digest = weights_digest(folder)
    except EmbedderError as error:
        raise EmbedderError(
            f"the inference model cannot be had: {error}", hint=_NAME_A_MODEL
        ) from error
    return Verifying(InferenceModel(folder), names={"nli": name, "nli_digest": digest})
