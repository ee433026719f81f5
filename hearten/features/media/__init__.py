"""The files of a post: originals, renditions, captions, posters."""
