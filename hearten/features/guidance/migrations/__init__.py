"""How the tables of guidance came to be."""
