"""Pages that gather: a topic, a language, a country, a maker."""
