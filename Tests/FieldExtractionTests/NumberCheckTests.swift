import Testing

@testable import FieldExtraction
@testable import Invoices

struct NumberCheckTests {
    @Test func `VAT numbers pass by their country's algorithm`() {
        let right = [
            "DE136695976", "ATU66392334", "FR 44 732 829 320", "NL973699358B01", "IE1234567WH", "GB980780684",
            "PL5260001246",
            "IT00743110157", "BE0428759497", "DK13585628", "FI20774740", "LU15027442", "PT501964843", "SE556188840401",
            "LV40003521600",
            "CHE-116.281.710 MWST",
        ]
        for number in right { #expect(TaxNumberCheck.check(number) == .valid, "\(number)") }
    }

    @Test func `a changed digit is noticed, another form is not a VAT number`() {
        for number in [
            "DE136695975", "ATU66392333", "FR45732829320", "PL5260001245", "IT00743110158", "BE0428759498",
            "DK13585629",
        ] {
            #expect(TaxNumberCheck.check(number) == .wrongCheckDigit, "\(number)")
        }
        for number in ["DE12345", "XX123456789", "", "Invoice", "27AAPFU0939F1ZV"] {
            #expect(TaxNumberCheck.check(number) == .unknownForm, "\(number)")
        }
    }

    @Test func `an IBAN needs its country's length and its check digits`() {
        #expect(BankNumberCheck.isIBAN("DE89 3704 0044 0532 0130 00"))
        #expect(BankNumberCheck.isIBAN("GB82WEST12345698765432"))
        #expect(!BankNumberCheck.isIBAN("DE89 3704 0044 0532 0130 01"))
        #expect(!BankNumberCheck.isIBAN("DE89 3704 0044 0532 0130"))
        #expect(!BankNumberCheck.isIBAN("XX89 3704 0044 0532 0130 00"))
    }

    @Test func `a BIC has a bank, a country and a place`() {
        #expect(BankNumberCheck.isBIC("DEUTDEFF"))
        #expect(BankNumberCheck.isBIC("DEUTDEFF500"))
        #expect(!BankNumberCheck.isBIC("DEUTDEF"))
        #expect(!BankNumberCheck.isBIC("DEUTQQFF"))
    }

    @Test func `a creditor reference has check digits of its own`() {
        #expect(BankNumberCheck.isCreditorReference("RF18 5390 0754 7034"))
        #expect(!BankNumberCheck.isCreditorReference("RF19 5390 0754 7034"))
    }
}
