"""Tests of signing: the mould itself; each feature that uses it asks the rest."""
