enum ReaderWirePlaceholder {}
