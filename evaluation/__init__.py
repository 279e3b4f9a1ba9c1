"""Scores of the reader on annotated articles. Nothing in `src/` imports this."""
