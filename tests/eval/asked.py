"""The harbour as an index with questions on it: what the tests of runs ask."""

from eval.cases import Case, Gold, Turn
from index.filters import Filters

OPENED = Gold("quay-bridge", "Mayor Alma Reed opened the Harrow bridge on Friday.")
FARE = Gold("Ferry fares rise", "A ticket for the ferry to Kelm costs 3 crowns from Monday")
CASES = (
    Case("who", "Who opened the Harrow bridge?", True, ("Alma Reed",), (OPENED,), kind="fact"),
    Case(
        "fare", "What does a ticket for the ferry to Kelm cost?", True, ("3 crowns",), (FARE,),
        kind="fact", filters=Filters(source="The Mole"),
    ),
    Case(
        "then", "Who opened the Harrow bridge on Friday?", True, ("Alma Reed",), (OPENED,),
        kind="follow-up", history=(Turn("Is there a bridge?"),),
    ),
    Case("cup", "Which astronaut won the chess olympiad?", False, kind="unanswerable"),
)  # fmt: skip
LOST = Case("lost", "Who sank?", True, ("Nobody",), (Gold("quay-bridge", "Everybody sank"),))
