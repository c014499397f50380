"""From pages to a site that any host can serve."""
