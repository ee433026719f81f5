"""How the tables of the search came to be."""
