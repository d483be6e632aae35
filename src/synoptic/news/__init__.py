"""The nouns: immutable records with no behaviour beyond look-ups."""
