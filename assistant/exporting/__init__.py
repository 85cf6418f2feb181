"""The library as files for reference managers and spreadsheets."""
