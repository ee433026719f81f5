"""What happened, in order, chained, never changed."""
