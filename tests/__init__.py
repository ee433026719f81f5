"""Promises to people, promises of code, bytes that bite, and the world they happen in."""
