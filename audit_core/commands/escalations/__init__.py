"""Escalations, quarter by quarter: logs made for every agency, and what comes back turned into a
page and a workbook.
"""
