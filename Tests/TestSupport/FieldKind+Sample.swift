package import Invoices

extension FieldKind {
    /// A value of the kind, as a correction or a document writes it.
    package var sample: String {
        switch self {
        case .text: "Nord"
        case .identifier: "A-7"
        case .vatNumber: "DE136695976"
        case .iban: "DE02120300000000202051"
        case .bic: "BYLADEM1001"
        case .currency: "EUR"
        case .amount: "12.5"
        case .number: "19"
        case .date: "2024-04-03"
        case .flag: "true"
        }
    }
}
