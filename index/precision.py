"""stub"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Precision:
    """stub"""

    name: str = "float32"
    speedup: float = 0.0
    cosine: float = 0.0
