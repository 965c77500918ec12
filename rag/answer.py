"""A question and an index in; an answer whose every sentence was checked, or a reason for silence."""

HITS = 10  # paragraphs found, and given with the answer
