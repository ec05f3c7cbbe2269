enum OutgoingPlaceholder {}
