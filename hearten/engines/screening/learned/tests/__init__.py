"""Tests of the trained second opinions."""
