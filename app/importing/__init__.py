"""Work from elsewhere: each reader makes a Plan, one `apply` brings it in."""
