"""Tests of what is known, and of the answers that people sign."""
