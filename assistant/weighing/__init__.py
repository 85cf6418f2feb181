"""What the evidence adds up to: counts, stance, certainty, limits."""
