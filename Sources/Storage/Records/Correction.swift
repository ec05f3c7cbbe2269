import Invoices

/// What a person says a field's value is; it outranks what was read, also after a second reading.
struct Correction {
    let field: String
    let text: String
    let page: Int
    let box: Box?
}
