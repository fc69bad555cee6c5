"""What people type: every command, its JSON, its exit code, its one clear line."""
