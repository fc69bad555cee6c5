"""What people and rules can do: verbs, a file a noun. Every verb records its event."""
