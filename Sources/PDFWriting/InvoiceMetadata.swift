/// The XMP packet of a PDF with an embedded invoice: that of PDF/A-3, and Factur-X's with the schema that explains it.
struct InvoiceMetadata {
    private let invoice: InvoiceAttachment
    private let isArchival: Bool

    init(_ invoice: InvoiceAttachment, isArchival: Bool) { (self.invoice, self.isArchival) = (invoice, isArchival) }

    var packet: [UInt8] {
        Array(
            """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            \(isArchival ? Self.conformance : "")\
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <xmp:CreatorTool>ocr-invoice</xmp:CreatorTool>
            <xmp:ModifyDate>\(invoice.time)</xmp:ModifyDate>
            </rdf:Description>
            \(Self.schemas)\
            <rdf:Description rdf:about="" xmlns:fx="\(Self.namespace)">
            <fx:DocumentType>INVOICE</fx:DocumentType>
            <fx:DocumentFileName>\(InvoiceAttachment.fileName)</fx:DocumentFileName>
            <fx:Version>1.0</fx:Version>
            <fx:ConformanceLevel>\(invoice.profile)</fx:ConformanceLevel>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """.utf8)
    }

    private static let namespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"

    private static let conformance = """
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
        <pdfaid:part>3</pdfaid:part>
        <pdfaid:conformance>B</pdfaid:conformance>
        </rdf:Description>

        """

    /// ISO 19005-3, 6.6.2.3.3: properties that no standard knows are described in the packet itself.
    private static var schemas: String {
        """
        <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>\(namespace)</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq>
        \(properties.map(described).joined())\
        </rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>

        """
    }

    private static let properties = [
        ("DocumentFileName", "The name of the embedded XML document"),
        ("DocumentType", "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER"),
        ("Version", "The actual version of the standard applying to the embedded XML document"),
        ("ConformanceLevel", "The conformance level of the embedded XML document"),
    ]

    private static func described(_ name: String, _ description: String) -> String {
        """
        <rdf:li rdf:parseType="Resource"><pdfaProperty:name>\(name)</pdfaProperty:name>\
        <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
        <pdfaProperty:description>\(description)</pdfaProperty:description></rdf:li>

        """
    }
}
