"""What we had wrong, and how it was put right, in public."""
