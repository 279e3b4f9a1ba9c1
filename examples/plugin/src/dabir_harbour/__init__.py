"""News of a harbour for dabir."""
