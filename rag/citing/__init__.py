"""What a model writes in, sentences with the keys they cite out."""
