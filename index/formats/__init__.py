"""A file in, drafts out: one module a format."""
