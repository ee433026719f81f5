"""What is known here, and what clinicians signed about a claim."""
