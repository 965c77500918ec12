"""GELU agrees with the error function of the standard library."""

import math

import numpy as np

from index.gelu import apply_gelu


def test_it_is_within_roundings_of_the_exact_one() -> None:
    values = np.linspace(-9, 9, 18 * 1024, dtype=np.float32)
    exact = np.array([x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in values.tolist()])
    rows = values.reshape(-1, 256).copy()
    apply_gelu(rows)
    assert (np.abs(rows.ravel() - exact) / np.maximum(1, np.abs(values))).max() < 3e-7
