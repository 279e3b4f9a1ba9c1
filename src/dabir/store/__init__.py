"""The store: a folder of tables that outlives the process, and ways to ask it.

    news/
      articles/KEY.parquet  statements/KEY.parquet  …   one part of each table a shard
      shards/KEY.json       the manifest of a finished shard: what it holds, and what went wrong
      manifest.json         what the last build did
      search.sqlite         the index of words, made from the parts
      lock                  held by the build that is at work

A shard exists from the moment its manifest does: parts without one are no part of the data set.
"""
