"""Lines that ask whether a key is good, and what it may do."""

from .line import Line

KEYS = "KeyStore.swift"
AUTHENTICATOR = "Authenticator.swift"
BEARER = "guard let (stored, prefetched) = found, areEqualInConstantTime(hash, stored.hash), stored.isAsked, stored.isLive"

LINES = [
    Line(KEYS, BEARER, "guard let (stored, prefetched) = found, stored.isAsked, stored.isLive", "KeyStoreTests",
         "A key's secret is compared."),
    Line(KEYS, BEARER, "guard let (stored, prefetched) = found, areEqualInConstantTime(hash, stored.hash), stored.isAsked",
         "KeyStoreTests", "A revoked or expired key names nobody."),
    Line("Storage/Scope.swift", "package static let ofAccount = Set(allCases).subtracting([.metricsRead])",
         "package static let ofAccount = Set(allCases)", "AccountMatrixTests|CallerTests",
         "A key without named scopes is no operator's."),
    Line("Storage/Scope.swift", "guard let stored else { return withoutList }", "guard let stored else { return ofAccount }",
         "FormerKeyTests", "A key of before the upgrade gets none of the new scopes."),
    Line(AUTHENTICATOR, "guard found.caller.may(scope) else {", "guard found.caller.may(scope) || !text.isEmpty else {",
         "AccountMatrixTests", "A key without the route's scope is refused."),
    Line(AUTHENTICATOR, "case .operators where request.isFromLoopback: return nil", "case .operators where request.method == \"GET\": return nil",
         "AccountMatrixTests|CallerTests", "Only this machine sees the figures without a key."),
    Line(AUTHENTICATOR, "if !digest.isEmpty, let seconds = guesses.wait(for: request.clientAddress, bearing: digest) {",
         "if digest.isEmpty, let seconds = guesses.wait(for: request.clientAddress, bearing: digest) {", "CallerTests",
         "An address that guesses waits."),
    Line("GuessLimit.swift",
         "guard let guesses = state.byAddress[Self.network(of: address)], guesses.count >= perMinute,",
         "guard let guesses = state.byAddress[Self.network(of: address)], guesses.count > perMinute,", "GuessLimitTests",
         "No more wrong keys a minute than the limit."),
    Line("Router.swift", "route.access != .operators || request.isFromLoopback || Authenticator.bearsKey(request)",
         "route.access != .operators || request.isFromLoopback || !request.path.isEmpty", "AccountMatrixTests",
         "What is for operators is not there for strangers."),
    Line("Routes.swift", 'Route("DELETE", "/ocr-invoice-job/{id}", write, jobs.delete),',
         'Route("DELETE", "/ocr-invoice-job/{id}", read, jobs.delete),', "AccountMatrixTests",
         "Deleting a job needs the right to write."),
    Line("Routes.swift", 'Route("PUT", "/ocr-invoice-job-template/{id}", author, templates.update),',
         'Route("PUT", "/ocr-invoice-job-template/{id}", write, templates.update),', "AccountMatrixTests",
         "Changing a template needs its own right."),
]
