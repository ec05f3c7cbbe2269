OwnProtection.hideMemory()
do {
    var command = try OCRInvoice.parseAsRoot(CommandLineSettings.rest)
    try command.run()
} catch {
    OCRInvoice.exit(withError: CommandError(error) ?? error)
}
