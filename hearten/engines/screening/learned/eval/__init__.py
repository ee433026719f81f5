"""How the trained second opinions are made and measured."""
