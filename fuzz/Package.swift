// swift-tools-version: 6.0
import PackageDescription

// The modules that read what strangers send, built with libFuzzer's counters around one target. A package of its own:
// a fuzzer's main and instrumentation have no place in the product. scripts/fuzz builds and runs it.

let counted: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"), .unsafeFlags(["-sanitize=fuzzer", "-enable-testing", "-O"]),
]

func module(_ name: String, uses: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(
        name: name, dependencies: uses, path: "Sources/\(name)", resources: resources, swiftSettings: counted)
}

func library(_ name: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig)
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
    name: "ocr-invoice-fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-log", from: "1.16.2")],
    targets: [
        library("CPCRE2", pkgConfig: "libpcre2-8"),
        library("CCurl", pkgConfig: "libcurl"),
        library("CExpat", pkgConfig: "expat"),
        library("CCrypto", pkgConfig: "libcrypto"),
        library("CMariaDB", pkgConfig: "libmariadb"),
        library("CZlib", pkgConfig: "zlib"),
        library("CSystem"),
        library("CFastCGI"),
        module("JSON"),
        module("Pooling"),
        module("Patterns", uses: ["CPCRE2"]),
        module("Secrets", uses: ["CCrypto"]),
        module("Threads", uses: ["CSystem"]),
        module("FastCGI", uses: ["Threads", "CSystem", "CFastCGI"]),
        module("MariaDB", uses: ["CMariaDB", "Pooling"]),
        module("Outgoing", uses: ["CCurl", "Secrets", "Invoices", "Threads"]),
        module("Invoices", uses: ["Patterns", "JSON"], resources: [.embedInCode("Confidence/overall.json")]),
        module("Languages", uses: ["JSON"], resources: [.embedInCode("Files")]),
        module(
            "FieldExtraction", uses: ["Languages", "Invoices", "Patterns", "JSON"],
            resources: [.embedInCode("Confidence/confidence.json")]),
        module("InvoiceCoding", uses: ["Invoices", "JSON"]),
        module("ReaderWire", uses: ["InvoiceCoding", "Invoices", "JSON"]),
        module(
            "EInvoices", uses: ["CExpat", "CCrypto", "Invoices"],
            resources: [
                .embedInCode("Terms/cii.terms"), .embedInCode("Terms/ubl.terms"), .embedInCode("Terms/fatturapa.terms"),
                .embedInCode("Terms/facturae.terms"), .embedInCode("Terms/ksef.terms"),
                .embedInCode("Rules/codes.lists"),
            ]),
        module("Compression", uses: ["CZlib"]),
        module(
            "Exports", uses: ["Compression", "Invoices", "JSON"],
            resources: [.embedInCode("EInvoices/cii.binding"), .embedInCode("EInvoices/ubl.binding")]),
        module(
            "Storage", uses: ["MariaDB", "Pooling", "Secrets", "FieldExtraction", "InvoiceCoding", "Invoices", "JSON"],
            resources: [.embedInCode("sql")]),
        module(
            "API",
            uses: ["Storage", "FieldExtraction", "InvoiceCoding", "Invoices", "Exports", "Secrets", "JSON", logging]),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "API", "CCurl", "CMariaDB", "EInvoices", "FastCGI", "FieldExtraction", "Invoices", "JSON", "MariaDB",
                "Outgoing",
                "Patterns",
                "ReaderWire", "Storage",
            ],
            path: "Fuzz",
            swiftSettings: counted + [.unsafeFlags(["-parse-as-library"])]),
    ],
    swiftLanguageModes: [.v6]
)
