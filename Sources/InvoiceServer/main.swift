OwnProtection.hideMemory()
do {
    try CommandName.check(CommandLineSettings.rest)
    var command = try OCRInvoice.parseAsRoot(CommandLineSettings.rest)
    try command.run()
} catch {
    OCRInvoice.exit(withError: CommandError(error) ?? error)
}
