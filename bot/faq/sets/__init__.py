"""Whole sets of answers: kept in a cache, built beside the service, renewed on change."""
