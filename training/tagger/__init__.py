"""The tagger's training: prepare, vectors, train, pack, evaluate."""
