"""The pictures a film can be told with, one a file: each has a still ground and a few moving shapes."""
