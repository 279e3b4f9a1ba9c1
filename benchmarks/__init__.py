"""Speed and quality beside the peers. Nothing in `src/` imports this."""
