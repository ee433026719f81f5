"""Where an author makes a post, follows it, and changes it."""
