"""From a source text with a few signs of its own to a PDF: read, styles, text, letterhead, tables, blocks, pages."""
