"""Tests of what is known, and of questions and their answers."""
