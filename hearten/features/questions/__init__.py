""" "Is it true?": what people asked, the receipt each of them got, and the queue of those who answer."""
