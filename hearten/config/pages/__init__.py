"""What stands around every page: headers, what each page knows, how people sign in."""
