"""Where to turn now: emergency numbers by country."""
