"""The real tree of database, worker and pages, as a test grows it, breaks it and takes it down."""
