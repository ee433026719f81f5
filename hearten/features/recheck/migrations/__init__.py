"""How the table of what is looked at again came to be."""
