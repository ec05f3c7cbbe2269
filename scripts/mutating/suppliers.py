"""Lines by which a document that somebody forged would teach the server, or an invoice would be paid twice."""

from .line import Line

IDENTIFICATION = "SupplierIdentification.swift"
TESTS = "SupplierIdentificationTests|SupplierAdoptionTests"

LINES = [
    Line(IDENTIFICATION, "let confirmed = hits.filter { $0.isConfirmed && $0.kind.identifies }",
         "let confirmed = hits.filter { $0.kind.identifies }", TESTS, "Only a confirmed proof identifies."),
    Line(IDENTIFICATION, "$0.kind == .iban && $0.value == iban && $0.supplier == supplier && $0.isConfirmed",
         "$0.kind == .iban && $0.value == iban && $0.supplier == supplier", TESTS,
         "An account that was seen before is not confirmed by that."),
    Line(IDENTIFICATION, "return !printed.isDisjoint(with: known)", "return false", TESTS,
         "A name does not count against a number of another."),
    Line("ProofRows.swift", "Array(proofs.prefix(max(0, mostProposed - open))), confirmed: false, to: supplier, account, on: connection)",
         "Array(proofs.prefix(max(0, mostProposed - open))), confirmed: true, to: supplier, account, on: connection)", TESTS,
         "A reading confirms nothing."),
    Line("JobWriting.swift", "if isPurge {", "if !isPurge {", "DuplicateTests", "A purged job's invoice is still recognised."),
]
