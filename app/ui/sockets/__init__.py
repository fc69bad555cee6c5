"""The sockets of open tabs: who sits behind each, what may come in, how much, and when one is closed."""
