"""The words that may follow a date or a name which stands by itself.

"In 2024 did …" asks of a year, "in 2024 elections" holds a name; "according to the time theorem"
names no outlet.
"""

import re

GOES_ON = re.compile(
    r"\s*(?:$|[?.,;:!)\"']|(?:and|or|but|to|of|in|on|at|by|for|from|with|than|as|about|after|before"
    r"|according|compared|did|does|do|was|were|is|are|has|had|have|would|could|that|who|which|what"
    r"|when|where|how|why|the|a|an|its|their|his|her|by|alone|across|over|under|during|while"
    r"|على|علي|عن|في|من|الي|بحسب|حسب|وفق|التي|الذي|و\w+|مع|بين|كم|ما|ماذا)\b)",
    re.IGNORECASE,
)
