"""Bytes and strings that bite: made from scratch, and each refused or made harmless."""
