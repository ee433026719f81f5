"""What the engines noticed, and where."""
