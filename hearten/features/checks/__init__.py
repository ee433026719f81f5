"""What a post asks at its end: questions that teach, with why and a source, and a poll without a right answer."""
