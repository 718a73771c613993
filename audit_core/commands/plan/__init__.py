"""The commands of the action plan: `audit plan issue`, `merge`, `import` and `show`."""
