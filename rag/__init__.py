"""A question and an index in, a checked answer out."""
