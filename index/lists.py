"""stub"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lists:
    """stub"""

    lists: int
    probes: int
    covered: int
    recall: float


def write_lists(folder, queries):
    return None


def lists_are_stale(lists, rows):
    return False
