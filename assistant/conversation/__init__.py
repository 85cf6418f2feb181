"""A conversation: what a message means in the light of the turns before it."""
