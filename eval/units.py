"""The name of a metric and a value in; the value as it is written for a reader out."""

from typing import Literal

Unit = Literal["", "s", "tokens", "USD"]


def unit(metric: str) -> Unit:
    """Return what a metric is counted in, "" for a share or another figure from 0 to 1."""
    if metric.startswith(("latency", "seconds", "first_word")):
        return "s"
    if metric.startswith("tokens"):
        return "tokens"
    return "USD" if metric.startswith("cost") else ""


def written(metric: str, value: float) -> str:
    """Return a value, without its unit, in as many digits as say something."""
    return f"{value:{_digits(metric)}}"


def signed(metric: str, value: float) -> str:
    """Return a difference, with + or -."""
    return f"{value:+{_digits(metric)}}"


def _digits(metric: str) -> str:
    return {"tokens": ",.0f", "USD": ".6f"}.get(unit(metric), ".3f")
