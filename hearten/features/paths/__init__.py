"""Learning paths: a few posts in order, and a question or two."""
