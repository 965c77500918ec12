"""Settings in; how sentences are verified, by rules and by the models that are named, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.embedder import SentenceTransformerEmbedder
from index.errors import EmbedderError
from index.settings import Settings
from rag.verifier.comparison import About
from rag.verifier.judge import judge
from rag.verifier.nli import InferenceModel, Infers
from rag.verifier.verdict import Verdict

_NAME_A_MODEL = "name the folder or hub name of an inference model, a CrossEncoder trained on MNLI"
_KNOWN_NOTHING = About()


@dataclass(frozen=True, slots=True)
class Verifying:
    """How a sentence is judged: by rules always, and by an inference model where one is named.

    `names` tell the trace which models these are.
    """

    inference: Infers | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def judge(self, claim: str, evidence: Sequence[str], about: About = _KNOWN_NOTHING) -> Verdict:
        """Judge a claim by its evidence and what is known beside it."""
        return judge(claim, evidence, about, model=self.inference)


BY_RULES = Verifying()


def verifying(settings: Settings, *, nli: str = "") -> Verifying:
    """Return how to verify, by what is named or else set; raises EmbedderError.

    An inference model is found, and downloaded if it must be, now; it is loaded when first asked.
    """
    name = nli or settings.nli
    if not name:
        return BY_RULES
    source = SentenceTransformerEmbedder(name)  # which knows where models are, and their digests
    try:
        folder, digest = source.folder, source.digest
    except EmbedderError as error:
        raise EmbedderError(
            f"the inference model cannot be had: {error}", hint=_NAME_A_MODEL
        ) from error
    return Verifying(InferenceModel(folder), {"nli": name, "nli_digest": digest})
