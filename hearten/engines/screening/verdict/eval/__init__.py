"""How often a claim that guidance does not carry is called supported: it must never be (scorecard E1)."""
