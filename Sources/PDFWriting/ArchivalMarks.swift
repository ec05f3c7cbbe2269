import CLCMS

/// What makes a PDF a PDF/A-3 (ISO 19005-3) once its content is fit for it, and what says that an invoice is embedded.
package enum ArchivalMarks {
    /// Embeds the invoice and describes the document. `isArchival`: the document declares that it is a PDF/A-3, so all of
    /// its fonts must be embedded and its colours be grey or RGB.
    package static func mark(
        _ file: PDFFile, with invoice: InvoiceAttachment, isArchival: Bool
    ) throws(PDFWritingError) {
        invoice.embed(in: file)
        // It would have to say the same as the metadata.
        if isArchival { file.remove(file.trailer, "/Info") }
        let metadata = file.stream(
            InvoiceMetadata(invoice, isArchival: isArchival).packet, "<</Type/Metadata/Subtype/XML>>")
        file.set(file.root, "/Metadata", metadata)
        if isArchival { file.set(file.root, "/OutputIntents", file.array([try outputIntent(in: file)])) }
    }

    /// Says that the page's RGB is sRGB.
    private static func outputIntent(in file: PDFFile) throws(PDFWritingError) -> PDFFile.Object {
        let profile = file.stream(try sRGB(), "<</N 3>>")
        let intent = file.object(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
                + "/RegistryName(http://www.color.org)>>")
        file.set(intent, "/DestOutputProfile", profile)
        return file.shared(intent)
    }

    /// The ICC profile that LittleCMS makes.
    private static func sRGB() throws(PDFWritingError) -> [UInt8] {
        guard let profile = cmsCreate_sRGBProfile() else { throw .failed("no colour profile") }
        defer { cmsCloseProfile(profile) }
        var size: cmsUInt32Number = 0
        guard cmsSaveProfileToMem(profile, nil, &size) != 0 else { throw .failed("no colour profile") }
        var bytes = [UInt8](repeating: 0, count: Int(size))
        guard cmsSaveProfileToMem(profile, &bytes, &size) != 0 else { throw .failed("no colour profile") }
        // The time of making, which would make each file another one (ICC.1, 7.2.8).
        for index in 24..<36 where bytes.count > 36 { bytes[index] = 0 }
        return bytes
    }
}
