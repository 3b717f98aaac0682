"""SQL of the after-school service, a module for each thing that is kept."""
