import Invoices
import Testing

struct MailAddressTests {
    @Test(arguments: [
        "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "<a@b.example>", "a b@c.example", "a@b", "a@@b.c",
        "@b.example", "ä@b.example", "a@.example", "a@b.example\u{0}", "", "a@b.example.", "a@[127.0.0.1]",
        String(repeating: "a", count: 250) + "@b.example",
    ])
    func `what is no single address is refused`(_ text: String) { #expect(!MailAddress.isOne(text)) }

    @Test(arguments: ["a@b.example", "first.last+tag@mail.b.example", "o'neill@b.example"])
    func `an address is one`(_ text: String) { #expect(MailAddress.isOne(text)) }
}
