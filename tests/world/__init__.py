"""A dozen named people, their posts, and the database they live in: shared by every test."""
