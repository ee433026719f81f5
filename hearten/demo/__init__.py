"""The demo world: named people, films made here, a post at every stage."""
