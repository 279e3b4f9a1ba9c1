"""The half-space model: prepare, train, pack, evaluate; each reads files and writes files."""
