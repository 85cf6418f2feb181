"""Text against text: whether one sentence bears out or denies another, by rules alone."""
