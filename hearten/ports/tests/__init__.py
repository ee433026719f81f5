"""The same tests against the real adapters and their twins."""
