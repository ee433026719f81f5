"""The things people made, and their revisions."""
