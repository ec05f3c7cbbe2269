import Invoices

/// What the finders chose for the fields whose confidence a model tells.
struct FoundValues {
    let number: Candidate<String>?
    let date: Candidate<CalendarDate>?
    let dueDate: Candidate<CalendarDate>?
    let parties: PartyFinder.Parties
    let taxIds: [TaxIdFinder.TaxId]
    let supplierTaxId: Candidate<String>?
    let totals: TotalsFinder.Totals
    let currency: Candidate<String>?

    /// By the fields' names.
    var evidence: [String: ValueEvidence] {
        var all: [String: ValueEvidence] = [:]
        all["invoice.number"] = number.map { ValueEvidence($0) { .text($0) } }
        all["invoice.date"] = date.map { ValueEvidence($0) { .date($0) } }
        all["invoice.dueDate"] = dueDate.map { ValueEvidence($0) { .date($0) } }
        all["invoice.supplier.taxId"] = supplierTaxId.map { ValueEvidence($0) { .text($0) } }
        for (name, amount) in [("subtotal", totals.subtotal), ("tax", totals.tax), ("total", totals.total)] {
            all["invoice.amounts.\(name)"] = amount.map { ValueEvidence($0) { .amount($0) } }
        }
        all["invoice.amounts.currency"] = currency.map { ValueEvidence($0) { .text($0) } }
        for role in PartyRole.allCases {
            all["invoice.\(role).name"] = parties.nameCandidate(role).map { ValueEvidence($0) { .text($0) } }
            all["invoice.\(role).address"] = parties.addressCandidate(role).map { ValueEvidence($0) { .text($0) } }
        }
        return all
    }
}
