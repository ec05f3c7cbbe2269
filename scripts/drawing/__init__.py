"""Draws invoices of invented companies, with the truth about each: samples, test data, load."""
