"""Whose each printed name and address is: a trained spaCy component over words and their places."""
