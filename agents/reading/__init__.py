"""From words to a typed reading: who, where, when, what. No model, under ten milliseconds."""
