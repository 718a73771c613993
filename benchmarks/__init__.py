"""Measure the time and memory that `audit` takes, with rivals measured in the same run: `make
bench`.
"""
