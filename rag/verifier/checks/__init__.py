"""A claim beside its evidence in, what is wrong with the claim out: one check a module."""
