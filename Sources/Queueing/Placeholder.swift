enum QueueingPlaceholder {}
