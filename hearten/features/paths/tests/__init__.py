"""Tests of learning paths: who signs them, what of them is public, what a question teaches."""
