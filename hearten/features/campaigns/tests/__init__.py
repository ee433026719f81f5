"""Tests of campaigns: who writes and signs them, what of them is public, and where their posts stand."""
