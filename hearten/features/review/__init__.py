"""Who checked what, against which guidance, until when; so what is public."""
