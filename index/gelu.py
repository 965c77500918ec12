"""GELU, the activation of BERT, where numpy has no error function to make it of."""

import numpy as np
from numpy.typing import NDArray

# erf(x) = x P(x²) / Q(x²) for |x| ≤ 4, where it is 1 in float32: Eigen's `generic_fast_erf`,
# https://gitlab.com/libeigen/eigen, MathFunctionsImpl.h; highest power first.
_P = (
    -2.72614225801306e-10,
    2.77068142495902e-08,
    -2.10102402082508e-06,
    -5.69250639462346e-05,
    -7.34990630326855e-04,
    -2.95459980854025e-03,
    -1.60960333262415e-02,
)
_Q = (
    -1.45660718464996e-05,
    -2.13374055278905e-04,
    -1.68282697438203e-03,
    -7.37332916720468e-03,
    -1.42647390514189e-02,
)
_ROWS = 16  # at once, so that what is in work stays in a core's cache


def apply_gelu(rows: NDArray[np.float32]) -> None:
    """Replace each x by x (1 + erf(x / √2)) / 2, to within 3e-7 of the larger of |x| and 1.

    That is a rounding or two of float32, as near as torch comes.
    """
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        scaled = np.clip(some * np.float32(0.5**0.5), -4, 4)
        square = scaled * scaled
        error = _polynomial(_P, square)
        error *= scaled
        error /= _polynomial(_Q, square)
        error += np.float32(1)
        error *= np.float32(0.5)
        some *= error


def _polynomial(factors: tuple[float, ...], x: NDArray[np.float32]) -> NDArray[np.float32]:
    total = np.full_like(x, factors[0])
    for factor in factors[1:]:
        total *= x
        total += np.float32(factor)
    return total
