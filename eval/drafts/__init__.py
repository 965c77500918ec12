"""Cases proposed from a person's own archive by rules; a person accepts or mends each."""
