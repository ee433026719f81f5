"""Signed by two: one writes, another signs exactly these bytes. The mould of answers, corrections and paths."""
