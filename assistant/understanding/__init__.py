"""What a question asks for, in the library's own words."""
