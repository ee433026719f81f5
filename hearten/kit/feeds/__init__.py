"""Feeds that other programs read, from plain entries: Atom, RSS, JSON Feed, podcasts, and maps of a site."""
