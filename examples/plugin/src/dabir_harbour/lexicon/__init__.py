"""Rows for dabir's tables: ROOM/NAME.tsv, with the columns of `lexicon/ROOM/NAME.tsv` there."""
