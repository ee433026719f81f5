"""Promises to people, each walked in a real browser against a whole, running Hearten."""
