"""A question and the paragraphs found for it in, what a language model writes about them out."""
