"""One chain of small programs for each model; nothing in `dabir` imports it."""
