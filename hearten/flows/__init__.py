"""The journeys of our data, a page each."""
