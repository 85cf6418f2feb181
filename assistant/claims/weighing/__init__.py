"""What the library makes of a claim: the study meant, the nearest sentence, the rules that decide."""
