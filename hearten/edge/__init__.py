"""The read-only door: the public shelf in memory, answered over ASGI."""
