"""Posts where others read: feeds, podcasts, embedded players, maps of the site."""
