"""Is this installation safe to start? Each finding says what is wrong and how to mend it."""
