"""Hearten: a trustworthy mental well-being channel. Nothing is public before a professional signed it."""
