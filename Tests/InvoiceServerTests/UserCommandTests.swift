import ArgumentParser
import Testing

@testable import InvoiceServer

/// `ocr-invoice user`
struct UserCommandTests {
    private func fault(_ words: [String]) -> String? {
        do { _ = try OCRInvoice.parseAsRoot(words) } catch { return OCRInvoice.message(for: error) }
        return nil
    }

    @Test func `a password that the API would refuse is refused, and why is said`() throws {
        #expect(try PasswordPrompt.checked("ten letter") == "ten letter")
        for password in ["", "nine char", String(repeating: "x", count: 201)] {
            #expect(throws: CommandError("The password must have 10 to 200 characters.")) {
                try PasswordPrompt.checked(password)
            }
        }
        #expect(throws: CommandError("The password has a control character.")) {
            try PasswordPrompt.checked("with a \t tabulator")
        }
    }

    @Test func `an unknown role and an impossible name are refused before a password is asked for`() {
        let role = fault(["user", "create", "acme", "anna", "--role", "root"])
        #expect(role?.contains("reader, reviewer, admin") == true)
        #expect(fault(["user", "create", "acme", " "])?.contains("needs a name") == true)
        #expect(fault(["user", "create", "acme", "a\nb"])?.contains("needs a name") == true)
        #expect(fault(["user", "create", "acme", "anna", "--role", "reader"]) == nil)
    }

    @Test func `a password is no argument`() {
        #expect(fault(["user", "create", "acme", "anna", "correct horse"]) != nil)
        #expect(fault(["user", "create", "acme", "anna", "--password", "correct horse"]) != nil)
    }
}
