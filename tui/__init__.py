"""The terminal program: command line, explorer and clipboard."""
