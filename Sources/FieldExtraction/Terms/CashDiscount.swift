import Invoices

/// What is taken off for early payment: so many per cent, within so many days or until a day.
struct CashDiscount: Sendable {
    let percent: Candidate<Amount>
    /// What is taken off, where it is printed.
    var amount: Candidate<Amount>?
    /// From the invoice's date.
    var days: Candidate<Amount>?
    var date: Candidate<CalendarDate>?
}
