"""What breaks: races, kills, full disks. A short form runs with the tests, the long one on request."""
