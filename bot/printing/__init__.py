"""Paper: sheets of A4 with Chinese text, and drawing apart from the service."""
