"""One file a format: records out."""
