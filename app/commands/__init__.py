"""The command line, a file a topic; each has `register(cli)`."""
