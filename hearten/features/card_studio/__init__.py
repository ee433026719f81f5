"""Where an author makes a post of cards, and changes it."""
