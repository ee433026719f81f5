"""How the table of checks came to be."""
