"""Turns the lexicon that people edit into the packed files that the package ships."""
