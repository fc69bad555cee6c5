"""The shapes of every request and answer, a file a noun: what the API's description is made of."""
