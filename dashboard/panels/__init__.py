"""Parts of pages, one idea a file; each owns the keys of its widgets."""
