"""Which passages of which sources may answer, and whether they do."""
