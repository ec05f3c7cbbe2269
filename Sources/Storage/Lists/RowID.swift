import Invoices

/// A row of whichever table the list is of.
enum AnyRow {}

typealias RowID = ID<AnyRow>
