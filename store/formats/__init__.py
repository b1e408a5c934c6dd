"""Formats that dossiers are made from and turned into, one module each."""
