"""Other people's programs: what they may ask, how often, and with which key."""
