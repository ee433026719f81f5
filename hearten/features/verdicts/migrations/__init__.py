"""How the tables of screening came to be."""
