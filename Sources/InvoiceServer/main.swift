OCRInvoice.main(CommandLineSettings.rest)
