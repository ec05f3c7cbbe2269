"""What `scripts/bench` is made of: clusters, costs, peers and one file a part."""
