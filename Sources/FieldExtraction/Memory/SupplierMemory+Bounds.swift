extension SupplierMemory {
    /// With as many looks as its JSON may have bytes; the latest are kept.
    var bounded: SupplierMemory {
        var memory = self
        while memory.layouts.count > 1, memory.json.count > Self.mostBytes { memory.layouts.removeLast() }
        return memory
    }
}
