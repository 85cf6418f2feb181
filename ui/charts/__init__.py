"""Charts of the evidence: drawn with matplotlib, put on the page as plain SVG that follows its colours."""
