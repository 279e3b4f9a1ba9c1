"""The reading room: a data set as pages to read, check and cite."""
