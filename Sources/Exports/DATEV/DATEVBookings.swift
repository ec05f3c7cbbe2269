import Invoices

/// The bookings of one document, or what they lack.
///
/// Debited is the expense account, credited the creditor's; a credit note and a negative amount turn that round. There is one
/// booking for each tax line: with its BU key DATEV takes the tax out of the amount.
struct DATEVBookings {
    private(set) var bookings: [DATEVBooking] = []
    private(set) var gaps: [DATEVGap] = []

    private let document: DATEVDocument
    private let settings: DATEVSettings

    init(of document: DATEVDocument, _ settings: DATEVSettings) {
        self.document = document
        self.settings = settings
        if document.needsReview {
            add(.reviewNeeded, "review.state", "needs a review. Confirm or correct it first.")
        }
        let (date, accounts) = (date(), (expense: expense(), creditor: creditor()))
        let (number, text) = (number(), text())
        checkCurrency()
        let lines = lines()
        guard let date, let account = accounts.expense, let creditor = accounts.creditor, let number, let text else {
            return
        }
        bookings = lines.map { line in
            DATEVBooking(
                cents: abs(line.cents), isDebit: (line.cents > 0) != isReversed, account: account,
                contraAccount: creditor, taxKey: settings.taxKeys[line.tax] ?? "", date: date, number: number,
                text: text, link: document.link.flatMap { $0.utf8.count > DATEVBooking.longestLink ? nil : $0 })
        }
    }

    /// A credit note's total may be printed with a sign or without: either way the money comes back.
    private var isReversed: Bool {
        document.kind == .creditNote && document.extraction.invoice.total ?? Amount(0) > Amount(0)
    }

    private mutating func add(_ code: DATEVGap.Code, _ place: String, _ sentence: String) {
        gaps.append(
            DATEVGap(code, job: document.job, place, "The job \(document.jobNumber.prefix(100)) \(sentence)"))
    }

    // MARK: What is printed

    private mutating func date() -> CalendarDate? {
        guard let date = document.extraction.invoice.date else {
            add(.valueMissing, "invoice.date", "has no date. Correct its results.")
            return nil
        }
        return date
    }

    /// A receipt may have none.
    private mutating func number() -> String? {
        let number = DATEVBooking.number(document.extraction.invoice.number ?? "")
        guard number.isEmpty, document.kind != .receipt else { return number }
        add(.valueMissing, "invoice.number", "has no invoice number. Correct its results.")
        return nil
    }

    private mutating func text() -> String? {
        let name = document.supplierName ?? document.extraction.invoice.supplier.name
        guard let name, !name.allSatisfy(\.isWhitespace) else {
            add(.valueMissing, "invoice.supplier.name", "has no supplier's name. Correct its results.")
            return nil
        }
        return String(name.prefix(DATEVBooking.longestText))
    }

    private mutating func checkCurrency() {
        guard let currency = document.extraction.invoice.currency else {
            return add(.valueMissing, "invoice.amounts.currency", "has no currency. Correct its results.")
        }
        guard currency != "EUR" else { return }
        add(
            .currencyUnsupported, "invoice.amounts.currency",
            "is in \(currency.prefix(8)). Only EUR is exported: book it by hand, or take it out of the group.")
    }

    // MARK: Accounts

    private mutating func expense() -> String? {
        account(
            document.accounts.expense ?? settings.defaultAccount, SupplierAccounts.expenseKey, "datev.defaultAccount",
            settings.isAccount)
    }

    private mutating func creditor() -> String? {
        account(
            document.accounts.creditor ?? settings.defaultCreditorAccount, SupplierAccounts.creditorKey,
            "datev.defaultCreditorAccount", settings.isCreditorAccount)
    }

    private mutating func account(
        _ account: String?, _ key: String, _ setting: String, _ isAccount: (String) -> Bool
    ) -> String? {
        guard let account else {
            add(
                .accountMissing, key,
                "has no account. Give its supplier \(key) in defaults.metadata, or the settings \(setting).")
            return nil
        }
        guard isAccount(account) else {
            add(
                .accountInvalid, key,
                "has a supplier whose \(key) is \(account.prefix(20)), which is no account of that length.")
            return nil
        }
        return account
    }

    // MARK: Amounts

    /// Without those of 0, which DATEV does not take.
    private mutating func lines() -> [DATEVTaxLine] {
        guard let amount = document.extraction.invoice.total else {
            add(.valueMissing, "invoice.amounts.total", "has no total. Correct its results.")
            return []
        }
        guard let total = amount.cents, abs(total) <= DATEVBooking.mostCents else {
            add(.valueOutOfRange, "invoice.amounts.total", "has a total that is too large for DATEV.")
            return []
        }
        do throws(DATEVFault) {
            let lines = try DATEVTaxLine.lines(of: document, total: total, settings).filter { $0.cents != 0 }
            for tax in Set(lines.map(\.tax)).sorted() where settings.taxKeys[tax] == nil {
                add(
                    .taxKeyMissing, "datev.taxKeys",
                    "has the tax \(tax), for which the settings have no key. Add it to datev.taxKeys, empty for none.")
            }
            return lines
        } catch {
            add(error)
            return []
        }
    }

    private mutating func add(_ fault: DATEVFault) {
        switch fault {
        case .noTax: add(.valueMissing, "invoice.taxLines", "does not say its tax rates. Correct its tax lines.")
        case .noGross: add(.valueMissing, "invoice.taxLines", "has tax lines without amounts. Correct them.")
        case .totalsDiffer:
            add(.totalsDiffer, "invoice.taxLines", "has tax lines that do not add up to its total. Correct them.")
        }
    }
}
