// swift-tools-version: 6.0
import PackageDescription

/// A type of an imported module stays inside ours unless `package import` says otherwise.
let strict: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault")]

/// One of our modules; `uses` is what it may import, held true by ModuleArrowsTests.
func module(
    _ name: String, uses: [Target.Dependency] = [], resources: [Resource]? = nil, settings: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: uses, resources: resources, swiftSettings: strict + settings)
}

/// Loops over pixels take thirty times as long unoptimised: debug builds and tests would crawl.
let pixels: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The same of the network, in C.
let fast: [CSetting] = [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// What Rendering and Recognition define in the place of a library's own must be found by the libraries that call it.
let libraryOverrides: [LinkerSetting] = [
    .unsafeFlags(
        [
            "cmsOpenProfileFromMem", "pixOpenBrick", "pixWriteMem", "_ZN9tesseract6Series7Forward*",
            "_ZN9tesseract13UnicharAmbigs13LoadUniversal*",
        ].flatMap { ["-Xlinker", "--export-dynamic-symbol=\($0)"] })
]

func tests(_ name: String, uses: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: uses, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "ocr-invoice",
    products: [
        .executable(name: "ocr-invoice", targets: ["InvoiceServer"]),
        .executable(name: "ocr-invoice-reader", targets: ["InvoiceReader"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        library("CMariaDB", pkgConfig: "libmariadb", package: "libmariadb-dev"),
        // Its header only: pkg-config knows the library's name, which differs between releases of Debian.
        library("CLeptonica", pkgConfig: "lept", package: "libleptonica-dev"),
        library("COCR", pkgConfig: "tesseract", package: "libtesseract-dev"),
        library("CImages", pkgConfig: "libtiff-4", package: "libtiff-dev"),
        library("CPoppler", pkgConfig: "poppler-glib", package: "libpoppler-glib-dev"),
        library("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
        library("CPCRE2", pkgConfig: "libpcre2-8", package: "libpcre2-dev"),
        library("CHunspell", pkgConfig: "hunspell", package: "libhunspell-dev"),
        library("CExpat", pkgConfig: "expat", package: "libexpat1-dev"),
        library("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
        library("CQPDF", pkgConfig: "libqpdf", package: "libqpdf-dev"),
        library("CLCMS", pkgConfig: "lcms2", package: "liblcms2-dev"),
        library("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
        library("CSystem", package: "libc6-dev"),
        // Its header only: without pkg-config nothing links the library.
        library("CFastCGI", package: "libfcgi-dev"),

        module("JSON"),
        .target(name: "BuildInfo", swiftSettings: strict, plugins: ["RevisionPlugin"]),
        .plugin(name: "RevisionPlugin", capability: .buildTool()),
        module("Languages", uses: ["JSON"], resources: [.embedInCode("Files")]),
        module("Pooling"),
        module("Threads", uses: ["CSystem"]),
        module("Patterns", uses: ["CPCRE2"]),
        module("Dictionaries", uses: ["CHunspell", "Pooling"]),
        module("Secrets", uses: ["CCrypto"]),
        module("FastCGI", uses: ["Threads", "CSystem", "CFastCGI"]),
        module("MariaDB", uses: ["CMariaDB", "Pooling"]),
        .target(name: "CLineNetwork", path: "Sources/C/CLineNetwork", cSettings: fast),
        .target(name: "COpenVINO", path: "Sources/C/COpenVINO", linkerSettings: [.linkedLibrary("dl")]),
        .target(name: "CZXing", path: "Sources/C/CZXing", linkerSettings: [.linkedLibrary("ZXing")]),
        module(
            "Recognition", uses: ["COCR", "CLeptonica", "CImages", "CZXing", "CLineNetwork", "CSystem"],
            settings: pixels),
        module("LineRecognition", uses: ["Recognition", "COpenVINO"], settings: pixels),
        module("Rendering", uses: ["CPoppler", "CQPDF", "Compression"], settings: pixels),
        module("Compression", uses: ["CZlib"]),
        module("PDFWriting", uses: ["CQPDF", "CLCMS"]),
        module("Outgoing", uses: ["CCurl", "Secrets", "Invoices", "Threads"]),
        module("Invoices", uses: ["Patterns", "JSON"], resources: [.embedInCode("Confidence/overall.json")]),
        module(
            "FieldExtraction", uses: ["Languages", "Invoices", "Patterns", "JSON"],
            resources: [
                .embedInCode("Confidence/confidence.json"), .embedInCode("Ranking/ranking.json"),
                .embedInCode("Parties/parties.json"),
            ]),
        module("InvoiceCoding", uses: ["Invoices", "JSON"]),
        module(
            "EInvoices", uses: ["CExpat", "CCrypto", "Invoices"],
            resources: [
                .embedInCode("Terms/cii.terms"), .embedInCode("Terms/ubl.terms"), .embedInCode("Terms/fatturapa.terms"),
                .embedInCode("Terms/facturae.terms"), .embedInCode("Terms/ksef.terms"),
                .embedInCode("Rules/codes.lists"),
            ]),
        module("TemplateImport", uses: ["Invoices", "JSON", yaml]),
        module(
            "Exports", uses: ["Compression", "Invoices", "JSON"],
            resources: [.embedInCode("EInvoices/cii.binding"), .embedInCode("EInvoices/ubl.binding")]),
        module("ReaderWire", uses: ["InvoiceCoding", "Invoices", "JSON"]),
        module(
            "Reading",
            uses: [
                "Rendering", "Recognition", "LineRecognition", "EInvoices", "Dictionaries", "FieldExtraction",
                "Languages", "Invoices",
                "PDFWriting", "Compression",
            ]),
        module(
            "Storage",
            uses: ["MariaDB", "Pooling", "Secrets", "FieldExtraction", "InvoiceCoding", "Invoices", "JSON"],
            resources: [.embedInCode("sql")]),
        module("Processing", uses: ["ReaderWire", "Outgoing", "Invoices", "Threads", "CSystem"]),
        module("Queueing", uses: ["Storage", "Outgoing", "Invoices", "Threads", logging]),
        module(
            "API",
            uses: ["Storage", "FieldExtraction", "InvoiceCoding", "Invoices", "Exports", "Secrets", "JSON", logging]),

        .executableTarget(
            name: "InvoiceReader", dependencies: ["Reading", "ReaderWire", "FieldExtraction", "Invoices", "CSystem"],
            swiftSettings: strict,
            linkerSettings: libraryOverrides
        ),
        .executableTarget(
            name: "InvoiceServer",
            dependencies: [
                "API", "Queueing", "Processing", "ReaderWire", "Exports", "Storage", "MariaDB", "Pooling",
                "FastCGI", "Secrets", "Outgoing", "Languages", "TemplateImport", "Invoices", "Patterns", "JSON",
                "Threads", "BuildInfo", "CSystem", logging, arguments,
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["JSON", "Storage", "MariaDB"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("HouseTests", uses: ["JSON"]),
        tests("JSONTests", uses: ["JSON"]),
        tests("InvoicesTests", uses: ["Invoices", "JSON"]),
        tests("LanguagesTests", uses: ["Languages", "FieldExtraction", "Invoices", "Dictionaries", "JSON"]),
        tests("PatternsTests", uses: ["Patterns"]),
        tests("ExportsTests", uses: ["Exports", "EInvoices", "Invoices", "TestSupport"]),
        tests("EInvoicesTests", uses: ["EInvoices", "FieldExtraction", "Invoices"]),
        tests(
            "FieldExtractionTests",
            uses: ["FieldExtraction", "Invoices", "EInvoices", "Patterns", "JSON", "TestSupport"]),
        tests("TemplateImportTests", uses: ["TemplateImport", "Invoices"]),
        tests(
            "RecognitionTests",
            uses: [
                "Recognition", "LineRecognition", "Rendering", "Reading", "FieldExtraction", "Languages", "Invoices",
                "ReaderWire",
                "EInvoices", "PDFWriting", "Compression", "TestSupport",
            ]),
        tests("LineRecognitionTests", uses: ["LineRecognition", "Recognition"]),
        tests("ThreadsTests", uses: ["Threads"]),
        tests("SecretsTests", uses: ["Secrets"]),
        tests("DictionariesTests", uses: ["Dictionaries"]),
        // A program on libfcgi, with whose answers FastCGITests compares ours.
        .executableTarget(name: "FCGIEcho", path: "Tests/FCGIEcho", linkerSettings: [.linkedLibrary("fcgi")]),
        tests("FastCGITests", uses: ["FastCGI", "CFastCGI", "TestSupport"]),
        tests("MariaDBTests", uses: ["MariaDB", "CMariaDB", "Pooling", "TestSupport"]),
        tests(
            "StorageTests",
            uses: ["Storage", "MariaDB", "FieldExtraction", "Invoices", "JSON", "Secrets", "TestSupport"]),
        tests("OutgoingTests", uses: ["Outgoing", "Secrets", "JSON", "TestSupport"]),
        tests(
            "ProcessingTests",
            uses: [
                "Processing", "ReaderWire", "FieldExtraction", "Outgoing", "Invoices", "Threads", "TestSupport",
            ]),
        tests("QueueingTests", uses: ["Queueing", "Storage", "Invoices", "TestSupport"]),
        tests(
            "InvoiceServerTests",
            uses: [
                "InvoiceServer", "API", "Queueing", "Processing", "Exports", "Storage", "MariaDB", "FastCGI",
                "Outgoing", "TemplateImport", "FieldExtraction", "Invoices", "JSON", "Threads", "BuildInfo", "CSystem",
                logging, arguments, "TestSupport",
            ]),
        tests(
            "APITests",
            uses: ["API", "Exports", "Storage", "MariaDB", "Invoices", "JSON", "Secrets", "TestSupport", logging]),
        tests("EndToEndTests", uses: ["JSON", "Storage", "MariaDB", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
