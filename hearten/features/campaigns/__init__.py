"""Campaigns: for a time, posts gathered for one aim, as two people signed it."""
