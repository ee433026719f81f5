"""How well a search finds: what readers type, and what they should find among the films of the demo and guidance."""
