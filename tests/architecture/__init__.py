"""Promises about the shape of the code, kept by the computer."""
