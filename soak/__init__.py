"""What takes too long for every day: `make soak` runs it and prints its figures."""
