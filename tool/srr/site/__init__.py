"""The site: pages from records, and the outlets that hand them to MkDocs and Zensical."""
