"""What `hearten` looks at without a database: words, claims, risk and the files of guidance; one file a command."""
