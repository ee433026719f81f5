"""Tests of asking, of the receipt and of the queue."""
