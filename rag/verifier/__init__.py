"""A claim and the words it cites in; whether they support it, wholly or in part, and why, out."""
