"""How the tables of media came to be."""
