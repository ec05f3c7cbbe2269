enum PoolingPlaceholder {}
