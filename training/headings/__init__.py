"""The model of glued sub-headings: prepare, train, evaluate; each reads files and writes files."""
