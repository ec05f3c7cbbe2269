import Testing

@testable import API

struct MediaTypeTests {
    private let offers = [
        "application/json", "application/xml", "application/xml; format=ubl", "application/xml; format=cii",
    ]

    @Test(
        arguments: [
            (nil, "application/json"), ("application/xml", "application/xml"), ("application/*", "application/json"),
            ("application/xml; format=cii", "application/xml; format=cii"),
            ("application/xml;q=0.5, application/xml;format=\"ubl\"", "application/xml; format=ubl"),
            ("application/xml; charset=utf-8", "application/xml"), ("application/xml; format=docx", nil),
            ("text/plain", nil),
        ] as [(String?, String?)])
    func `an XML's format is chosen by its parameter`(accept: String?, chosen: String?) {
        #expect(MediaType.preferred(offers, accept: accept) == chosen)
    }
}
