"""How the tables of learning paths came to be."""
