"""The commands of the one action plan: what `audit plan issue`, `merge`, `import` and `show` do."""
