"""A question in, what it says of dates, outlets, authors, exact words and order out, by rules."""
