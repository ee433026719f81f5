"""What the database knows about pages that gather: where to look for a topic, and who has a page."""
