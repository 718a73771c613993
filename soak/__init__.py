"""Tests that take too long for every day: `make soak` runs them and prints their figures."""
