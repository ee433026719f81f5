"""People, their roles and credentials, and the devices they are signed in on."""
