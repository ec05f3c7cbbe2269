"""Lines that decide where the server connects to, and what an untrusted document may access."""

from .line import Line

CONFINEMENT = "Confinement.swift"

LINES = [
    Line("TransferState.swift", "policy.allows(address, for: url)", "address.isVersion4 || policy.allows(address, for: url)",
         "TransferPolicyTests|DownloadTests", "The address that is dialled is asked about at that moment."),
    Line("Transfer.swift", "if resolved.url.literal == nil { setList(CURLOPT_RESOLVE, [resolved.pinned]) }", "",
         "TransferPolicyTests|DownloadTests", "A name is dialled where it was looked up."),
    Line("ResolvedURL.swift", "if let refused = found.first(where: { !policy.allows($0, for: url) }) {",
         "if let refused = found.first, !found.contains(where: { policy.allows($0, for: url) }) {", "AddressPolicyTests",
         "One forbidden address spoils a name."),
    Line("ResolvedURL.swift", r'guard policy.allowsPort(of: url) else { throw .blocked("port \(url.port)") }', "",
         "AddressPolicyTests", "Other ports than 80 and 443 must be vouched for."),
    Line("AddressPolicy.swift", "case .inside: isVouched(url)", "case .inside: allowsPort(of: url)",
         "AddressPolicyTests|DownloadTests", "An inside address must be vouched for."),
    Line("AddressPolicy.swift", "case .never: false", "case .never: isVouched(url)", "AddressPolicyTests",
         "Some addresses cannot be vouched for."),
    Line("AddressPolicy.swift",
         r'package func isVouched(_ url: OutgoingURL) -> Bool { vouched.contains("\(url.host):\(url.port)") }',
         r'package func isVouched(_ url: OutgoingURL) -> Bool { vouched.contains { $0.hasPrefix("\(url.host):") } }',
         "AddressPolicyTests", "A host is vouched for with its port."),
    Line("Post.swift", "guard lines.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {",
         "guard lines.allSatisfy({ !$0.isEmpty }) else {", "MessageTests", "No header of a message breaks out of its line."),
    Line(CONFINEMENT, "Landlock.restrict(reading: document)", "", "ConfinementTests", "A document's process opens no other file."),
    Line(CONFINEMENT, "_ = csystem_refuse_system_calls(getpid())", "", "ConfinementTests",
         "A document's process starts no other and reaches no network."),
    Line(CONFINEMENT, "(Int32(RLIMIT_AS.rawValue), memory), (Int32(RLIMIT_FSIZE.rawValue), 256 << 20),",
         "(Int32(RLIMIT_AS.rawValue), memory),", "ConfinementTests",
         "A document's process writes no file without end."),
    Line(CONFINEMENT, "(Int32(RLIMIT_NOFILE.rawValue), 64), (Int32(RLIMIT_CORE.rawValue), 0),",
         "(Int32(RLIMIT_CORE.rawValue), 0),", "ConfinementTests",
         "A document's process opens few files."),
    Line(CONFINEMENT, "nice(10)", "", "ConfinementTests", "The others' requests come first."),
]
