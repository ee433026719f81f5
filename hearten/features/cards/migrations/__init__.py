"""How the tables of cards came to be."""
