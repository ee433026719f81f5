"""“Is it wrong?”: what readers doubt in a post that is public, and what came of it."""
