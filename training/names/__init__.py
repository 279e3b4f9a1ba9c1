"""What the names of the tagger are measured against."""
