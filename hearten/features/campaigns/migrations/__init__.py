"""How the tables of campaigns came to be."""
