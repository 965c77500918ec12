"""A question and the talk before it in, the question in words that stand alone out."""
