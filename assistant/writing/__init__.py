"""From evidence to sentences, each with its quote."""
