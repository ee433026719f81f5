"""When guidance changes: who proposed it, who agreed, and which posts are looked at again."""
