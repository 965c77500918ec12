"""Other makers' question sets in, from a person's own copy; an archive and cases of ours out."""
