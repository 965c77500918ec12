"""A report in; one page out that holds all it shows, for a person to read."""
