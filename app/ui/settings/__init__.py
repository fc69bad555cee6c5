"""One's own profile and access; for owners and admins the people and the workspace."""
