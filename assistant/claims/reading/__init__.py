"""What a claim says: its parts, its numbers, which way it says that something went."""
