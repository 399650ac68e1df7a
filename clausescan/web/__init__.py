"""The local web app: drop PDFs, watch them being read, see the report, review findings, ask the archive."""
