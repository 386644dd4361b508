"""Pictures of the desk as SVG: colours come from the style sheet, words from the pages."""
