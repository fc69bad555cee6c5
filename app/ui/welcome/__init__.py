"""The first visit, and accepting an invitation."""
