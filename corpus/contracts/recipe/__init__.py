"""From a source text with a few signs of its own to a PDF page: read, styles, letterhead, blocks, pages."""
