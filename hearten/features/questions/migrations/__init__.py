"""How the table of questions came to be."""
