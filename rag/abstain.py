"""The best evidence found for a question in, a reason not to answer out, or none.

The measures and where the line is drawn: see docs/abstention.md.
"""
