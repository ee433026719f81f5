"""How the tables of corrections came to be."""
