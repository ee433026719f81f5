"""Short films drawn here from plain scripts: words, moving shapes and a quiet tone."""
