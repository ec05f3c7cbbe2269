"""What `scripts/bench` is made of: stages, costs, peers and one file a part."""
