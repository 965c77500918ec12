"""Files of labelled claims in; the verifier's head, fitted on them, out as `head.json`.

    python -m eval.train_verifier CLAIMS... --out rag/verifier/head.json

Each file counts the same, and so does each label in it, however many claims there are. With
`--folds N` nothing is written: the head is fitted N times without an Nth of the evidence, and the
files' balanced accuracy on the part left out is printed.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from eval.claims import LabelledClaim, read_claims
from eval.fields import CaseError
from index.errors import PressmarkError
from index.gather import file_digest
from rag.verifier.checking import findings
from rag.verifier.comparison import About, Comparison
from rag.verifier.head import FORMAT, WHOLE
from rag.verifier.judge import is_exact
from rag.verifier.measures import measures

Floats = npt.NDArray[np.float64]

RIDGE = 100.0  # on the weights of standardised measures, beside a total weight of 2,000 a file
LEAST_SUPPORTED, LEAST_PARTIAL = 0.5, 0.2
_STEPS = 60
_LIGHTEST = 1e-9


@dataclass(frozen=True, slots=True)
class Example:
    """A claim as the head sees it; those with the same `group` have the same evidence."""

    measures: tuple[float, ...]
    supported: bool
    faulty: bool
    wrong: bool
    weight: float
    group: int
    file: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of the measures as they are taken, and the intercept."""

    weights: Floats
    intercept: float

    def surety(self, taken: Sequence[float]) -> float:
        """Return the probability of one claim."""
        total = float(np.dot(self.weights, taken)) + self.intercept
        return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the figures go to stdout, what is wrong to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="where to write the head")
    parser.add_argument("--folds", type=int, default=0, help="measure it on claims left out")
    given = parser.parse_args(arguments)
    if (given.out is None) == (given.folds < 2):
        parser.error("either --out FILE or --folds 2 or more")
    try:
        return _run(given.claims, given.out, given.folds)
    except PressmarkError as error:
        sys.stderr.write(f"error: {error}\nhint: {error.hint}\n")
        return 2


def _run(claims: Sequence[Path], out: Path | None, folds: int) -> int:
    names, examples = read_examples(claims)
    if out is not None:
        text = json.dumps(head_record(claims, names, examples), indent=1) + "\n"
        out.write_text(text, encoding="utf-8")
        return 0
    for path, (accuracy, n) in zip(claims, held_out(names, examples, folds), strict=True):
        sys.stdout.write(f"{path.name}: balanced accuracy {accuracy:.3f} of {n:,} claims\n")
    return 0


def read_examples(paths: Sequence[Path]) -> tuple[tuple[str, ...], list[Example]]:
    """Return the names of the measures, and the claims that are not exact words, measured."""
    names: tuple[str, ...] = ()
    examples: list[Example] = []
    for file, path in enumerate(paths):
        claims = [one for one in read_claims(path) if not is_exact(one.claim, one.evidence)]
        share = {
            label: 1000 / max(sum((one.label == "supported") == label for one in claims), 1)
            for label in (True, False)
        }
        for one in claims:
            compared = Comparison.of(one.claim, one.evidence, About())
            found = findings(compared)
            taken = dict(sorted(measures(compared).items()))
            names = tuple(taken)
            supported = one.label == "supported"
            values = tuple(taken.values())
            wrong = not all(each.may_be_synonym for each in found)
            examples.append(
                Example(values, supported, bool(found), wrong, share[supported], _group(one), file)
            )
    return names, examples


def head_record(
    paths: Sequence[Path], names: Sequence[str], examples: Sequence[Example]
) -> dict[str, Any]:
    """Return what `rag.verifier.head` reads, with the names and digests of the files."""
    data = [
        {"name": path.name, "digest": file_digest(path),
         "claims": sum(one.file == file for one in examples)}
        for file, path in enumerate(paths)
    ]  # fmt: skip
    parts = zip(("copied", "reworded"), fit_both(names, examples), strict=True)
    fitted = {
        part: {
            "weights": {
                name: round(float(weight), 4)
                for name, weight in zip(names, one.weights, strict=True)
                if name != WHOLE
            },
            "intercept": round(one.intercept, 4),
        }
        for part, one in parts
    }
    thresholds = {"least_supported": LEAST_SUPPORTED, "least_partial": LEAST_PARTIAL}
    return {"format": FORMAT, "data": data, **thresholds, **fitted}


def held_out(
    names: Sequence[str], examples: Sequence[Example], folds: int
) -> list[tuple[float, int]]:
    """Return for each file its balanced accuracy on evidence the head was not fitted on."""
    rights: dict[tuple[int, bool], list[bool]] = {}
    for fold in range(folds):
        both = fit_both(names, [one for one in examples if one.group % folds != fold])
        for one in examples:
            if one.group % folds == fold:
                said = _surety(names, both, one) >= LEAST_SUPPORTED and not one.faulty
                rights.setdefault((one.file, one.supported), []).append(said == one.supported)
    files = range(max(one.file for one in examples) + 1)
    sides = [[rights.get((file, side), []) for side in (True, False)] for file in files]
    return [
        (float(np.mean([np.mean(side) for side in both if side])), sum(map(len, both)))
        for both in sides
    ]


def fit_both(names: Sequence[str], examples: Sequence[Example]) -> tuple[Fitted, Fitted]:
    """Fit the head for claims whose every word stands there, and the one for the others.

    Claims with something plainly wrong are left out: the head never judges them. It judges those
    with what may be a synonym where an inference model reads them.
    """
    at = list(names).index(WHOLE)
    weighed = [one for one in examples if not one.wrong]
    return (
        fit([one for one in weighed if one.measures[at]]),
        fit([one for one in weighed if not one.measures[at]]),
    )


def fit(examples: Sequence[Example]) -> Fitted:
    """Fit a ridge logistic regression by Newton's method; CaseError without both labels."""
    if len({one.supported for one in examples}) < 2:
        raise CaseError(
            "too few claims to fit a head on", hint="supported ones and others, copied and reworded"
        )
    rows = np.array([one.measures for one in examples], dtype=np.float64)
    labels = np.array([one.supported for one in examples], dtype=np.float64)
    shares = np.array([one.weight for one in examples], dtype=np.float64)
    mean = np.average(rows, axis=0, weights=shares)
    spread = np.sqrt(np.average((rows - mean) ** 2, axis=0, weights=shares))
    used = spread > _LIGHTEST
    scaled = np.where(used, (rows - mean) / np.where(used, spread, 1.0), 0.0)
    weights = _newton(np.hstack([scaled, np.ones((len(rows), 1))]), labels, shares)
    unscaled = np.where(used, weights[:-1] / np.where(used, spread, 1.0), 0.0)
    return Fitted(unscaled, float(weights[-1] - unscaled @ mean))


def _newton(rows: Floats, labels: Floats, shares: Floats) -> Floats:
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = _LIGHTEST
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (shares * (said - labels)) + ridge * weights
        bend = (rows * (shares * said * (1 - said))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(np.abs(step).max()) < _LIGHTEST:
            break
    return np.asarray(weights, dtype=np.float64)


def _surety(names: Sequence[str], both: tuple[Fitted, Fitted], one: Example) -> float:
    copied, reworded = both
    return (copied if one.measures[list(names).index(WHOLE)] else reworded).surety(one.measures)


def _group(claim: LabelledClaim) -> int:
    """Return a number that is the same for claims of the same evidence."""
    start = " ".join(claim.evidence)[:200].encode()
    return int.from_bytes(blake2b(start, digest_size=4).digest(), "big")


if __name__ == "__main__":
    sys.exit(main())
