"""How well crisis language is heard: our own sentences, and licensed posts where they are at hand."""
