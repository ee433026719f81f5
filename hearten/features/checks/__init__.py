"""Questions that teach, at the end of a post: what is right, why, and the guidance it rests on."""
