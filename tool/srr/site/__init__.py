"""The site: pages from records, and the outlets that pass them to MkDocs and Zensical."""
