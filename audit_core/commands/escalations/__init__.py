"""Escalations by quarter: make a log for every agency, and turn the returned logs into a page and a
workbook.
"""
