import Foundation
import Invoices
import Logging
import MariaDB
import Outgoing
import Secrets

/// Parses settings, and collects all faults instead of stopping at the first.
struct SettingCheck {
    private let source: SettingSource
    private(set) var faults: [String]

    init(_ source: SettingSource) {
        self.source = source
        faults = source.faults
    }

    mutating func optionalText(_ name: String) -> String? {
        let text = value(name)
        return text.isEmpty ? nil : text
    }

    mutating func text(_ name: String) -> String {
        let text = value(name)
        if text.isEmpty { faults.append("\(name): must not be empty") }
        return text
    }

    mutating func number(_ name: String, _ range: ClosedRange<Int>) -> Int {
        guard let number = Int(value(name)), range.contains(number) else {
            faults.append("\(name): “\(value(name))” is not a number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return number
    }

    mutating func choice(_ name: String) -> Bool {
        switch value(name).lowercased() {
        case "yes", "on", "true", "1": return true
        case "no", "off", "false", "0": return false
        default:
            faults.append("\(name): “\(value(name))” must be yes or no")
            return true
        }
    }

    mutating func amount(_ name: String) -> Amount {
        guard let amount = Amount(literal: value(name)), amount >= Amount(0) else {
            faults.append("\(name): “\(value(name))” is not an amount such as 0.05")
            return Amount(0)
        }
        return amount
    }

    mutating func level(_ name: String) -> Logger.Level {
        guard let level = Logger.Level(rawValue: value(name)) else {
            faults.append("\(name): “\(value(name))” must be trace, debug, info, notice, warning, error or critical")
            return .info
        }
        return level
    }

    mutating func hosts(_ name: String) -> Set<String> {
        var hosts: Set<String> = []
        for entry in value(name).split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            let parts = entry.split(separator: ":")
            if parts.count >= 2, let port = parts.last, UInt16(port) != nil {
                hosts.insert(entry)
            } else {
                faults.append("\(name): “\(entry)” is not host:port")
            }
        }
        return hosts
    }

    /// The servers of `database-host`; those without a port get `port`.
    private mutating func servers(_ name: String, port: Int) -> [ServerAddress] {
        let entries = text(name).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return entries.compactMap { entry in
            let server = ServerAddress(entry, defaultPort: port)
            if server == nil { faults.append("\(name): “\(entry)” is not a host, nor host:port") }
            return server
        }
    }

    mutating func database() -> ConnectionSettings {
        let port = number("database-port", 1...65535)
        let servers = servers("database-host", port: port)
        var settings = ConnectionSettings(
            host: servers.first?.host, port: servers.first?.port ?? port, socket: optionalText("database-socket"),
            user: text("database-user"), password: optionalText("database-password"), database: text("database-name"),
            certificateAuthority: optionalText("database-ca"))
        settings.furtherServers = Array(servers.dropFirst())
        if settings.socket != nil { settings.host = nil }
        return settings
    }

    mutating func sealer(_ name: String) -> Sealer? {
        guard let text = optionalText(name) else { return nil }
        let digits = Array(text.utf8)
        let bytes = stride(from: 0, to: digits.count - digits.count % 2, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
        guard digits.count == 64, bytes.count == 32, let sealer = try? Sealer(key: bytes) else {
            // Never prints the text itself: it may be a key with a typing error.
            faults.append("\(name): must be 64 hexadecimal digits; `openssl rand -hex 32` generates them")
            return nil
        }
        return sealer
    }

    mutating func mail() -> Mail? {
        let port = number("mail-port", 1...65535)
        let security = Mail.Security(rawValue: value("mail-security"))
        if security == nil {
            faults.append("mail-security: “\(value("mail-security"))” must be starttls, tls or none")
        }
        guard let host = optionalText("mail-host") else { return nil }
        let sender = value("mail-sender")
        if !MailAddress.isOne(sender) { faults.append("mail-sender: “\(sender)” is not a mail address") }
        guard let security else { return nil }
        return Mail(
            host: host, port: port, security: security, user: optionalText("mail-user"),
            password: optionalText("mail-password"), sender: sender)
    }

    private func value(_ name: String) -> String {
        guard let setting = Setting[name] else { preconditionFailure("No setting is called \(name)") }
        return source.value(setting).text
    }
}
