""" "Is it true?": what people asked, and the signed answer."""
