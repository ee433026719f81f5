"""How the tables of signed answers came to be."""
