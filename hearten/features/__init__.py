"""One folder for each thing people can do."""
