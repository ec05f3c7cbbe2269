import ArgumentParser
import Foundation
import Testing

@testable import InvoiceServer

struct ConfigurationTests {
    private func configuration(
        flags: [String: String] = [:], environment: [String: String] = [:], file: String = ""
    ) throws -> Configuration {
        let path = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)").path
        try file.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try Configuration(
            SettingSource(flags: flags.merging(["config": path]) { old, _ in old }, environment: environment))
    }

    @Test func `what nobody says has a default that works`() throws {
        let configuration = try configuration()
        #expect(configuration.threads == 8)
        #expect(configuration.readers >= 1)
        #expect(configuration.reader.hasSuffix("/ocr-invoice-reader"))
        #expect(configuration.maximumDocumentBytes == 32 << 20)
        #expect(configuration.backlogLimit == 10_000)
        #expect(configuration.minimumFreeBytes == 1 << 30)
        #expect(configuration.requiresConfinement)
    }

    @Test func `a choice is yes or no`() throws {
        #expect(try !configuration(flags: ["require-confinement": "no"]).requiresConfinement)
        #expect(try !configuration(file: "require-confinement = off").requiresConfinement)
        #expect(throws: ConfigurationError(faults: ["require-confinement: “perhaps” must be yes or no"])) {
            try configuration(flags: ["require-confinement": "perhaps"])
        }
    }

    @Test func `a flag goes before the environment, and that before the file`() throws {
        let file = "threads = 2\nreaders=3 \n# a comment\n\ncurrency = EUR\n"
        let environment = ["OCR_INVOICE_THREADS": "4", "OCR_INVOICE_READERS": "5"]
        let configuration = try configuration(flags: ["threads": "6"], environment: environment, file: file)
        #expect(configuration.threads == 6)
        #expect(configuration.readers == 5)
        #expect(configuration.currency == "EUR")
    }

    @Test func `the database may be one of several servers`() throws {
        let hosts = "db1, db2:3307,[fd00::1]:3308, fd00::2"
        let database = try configuration(flags: ["database-host": hosts, "database-port": "3310"]).database
        #expect(database.host == "db1" && database.port == 3310)
        #expect(database.furtherServers.map(\.description) == ["db2:3307", "[fd00::1]:3308", "[fd00::2]:3310"])
        #expect(try configuration().database.furtherServers.isEmpty)
        for wrong in ["db1:x", "db1:0", "db1,:3306", "[fd00::1", "a b"] {
            #expect(throws: ConfigurationError.self, "\(wrong)") { try configuration(flags: ["database-host": wrong]) }
        }
    }

    @Test func `all faults are reported together`() {
        let error = #expect(throws: ConfigurationError.self) {
            try configuration(
                flags: ["threads": "0", "log-level": "loud", "price-per-page": "-1", "allow-hosts": "dms"],
                environment: ["OCR_INVOICE_TREADS": "8"], file: "colour = blue\n")
        }
        #expect(error?.faults.count == 6)
        #expect(error?.description.contains("OCR_INVOICE_TREADS") == true)
    }

    @Test func `a file that somebody names must be there`() {
        #expect(throws: ConfigurationError(faults: ["config: the file /nowhere/x cannot be read"])) {
            try Configuration(SettingSource(flags: ["config": "/nowhere/x"], environment: [:]))
        }
    }

    @Test func `a socket goes before host and port`() throws {
        let database = try configuration(flags: ["database-socket": "/tmp/db.sock"]).database
        #expect(database.socket == "/tmp/db.sock" && database.host == nil)
    }

    @Test func `settings are taken out of the command line, the rest is left in order`() {
        let split = CommandLineSettings.split([
            "serve", "--threads", "3", "--no-reading", "--currency=EUR", "--nonsense", "--readers",
        ])
        #expect(split.values == ["threads": "3", "currency": "EUR"])
        #expect(split.rest == ["serve", "--no-reading", "--nonsense", "--readers"])
    }

    @Test func `a command that only reads takes the number of readers, whatever else is wrong`() throws {
        let source = SettingSource(
            flags: ["readers": "3", "threads": "none"], environment: ["OCR_INVOICE_TREADS": "8"])
        #expect(try Configuration.readers(source) == 3)
        #expect(throws: ConfigurationError(faults: ["readers: “many” is not a number from 0 to 256"])) {
            try Configuration.readers(SettingSource(flags: ["readers": "many"], environment: [:]))
        }
    }

    @Test func `the variable of the line recogniser's folder is no unknown setting`() {
        let source = SettingSource(flags: [:], environment: ["OCR_INVOICE_LINE_RECOGNITION": "/opt/lines"])
        #expect(source.faults.isEmpty)
    }

    @Test func `no command has an option of its own that a setting would take away`() {
        var commands: [any ParsableCommand.Type] = [OCRInvoice.self]
        while let command = commands.popLast() {
            commands += command.configuration.subcommands
            guard command != OCRInvoice.self else { continue }
            // The list of settings stands in a help's text, above its options.
            let options = OCRInvoice.helpMessage(for: command).split(separator: "\n").drop { $0 != "OPTIONS:" }
                .filter { $0.hasPrefix("  --") }.compactMap { $0.split(separator: " ").first.map(String.init) }
            #expect(Set(options).isDisjoint(with: Setting.all.map(\.flag)), "\(command)")
        }
    }

    @Test func `every setting has a name of its own and says what it means`() {
        #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
        for setting in Setting.all {
            #expect(!setting.meaning.isEmpty)
            #expect(Setting.help.contains(setting.flag))
        }
    }
}

struct SecretSettingTests {
    @Test func `a password is refused as a flag, which all users of the machine see`() {
        let source = SettingSource(flags: ["database-password": "hunter2"], environment: [:])
        let fault = source.faults.first { $0.hasPrefix("database-password") }
        #expect(fault?.contains("OCR_INVOICE_DATABASE_PASSWORD") == true)
        #expect(fault?.contains("hunter2") == false)
    }
}
