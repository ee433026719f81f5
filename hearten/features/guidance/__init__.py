"""Guidelines and their statements, dated; and which post rests on which."""
