"""What `scripts/mutate` is made of: the list of lines, the copy of the tree that they are broken in, and the report."""
