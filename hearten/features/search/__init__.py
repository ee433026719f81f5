"""Finding a post, a statement or help: what someone typed, and what they may have meant."""
