"""How well the screening engines find what they are there to find, with intervals and a baseline beside."""
