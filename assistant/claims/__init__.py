"""From a claim to a `ClaimCheck`: what the sources bear out, what they contradict, and what overreaches."""
