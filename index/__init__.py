"""An archive of articles in, a searchable index out."""
