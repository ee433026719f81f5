"""Doors to the outside that Django does not already have: a shape, the real thing, a harmless twin."""
