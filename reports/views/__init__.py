"""The pages of papers: previews, documents, the director's desk, the figures."""
