import Foundation
import Invoices
import Logging
import Outgoing

/// What must be right before strangers' invoices arrive, beyond what makes the program work.
extension Probe {
    /// `check --production` adds these.
    static let production =
        [
            Probe(name: "public address", isForServing: true, run: publicAddress),
            Probe(name: "socket", isForServing: true, run: socket),
            Probe(name: "settings file", isForServing: true, run: settingsFile),
            Probe(name: "confinement required", isForServing: false, run: confinementRequired),
            Probe(name: "mail", isForServing: true, run: mail),
            Probe(name: "log level", isForServing: true, run: logLevel),
            Probe(name: "retention", isForServing: true, run: retention),
            Probe(name: "disk", isForServing: true, run: disk),
        ] + ofProductionDatabase

    /// Asks the server at its own address, as clients do: the web server, its certificate, and the way to the program.
    @Sendable static func publicAddress(_ configuration: Configuration) -> Finding {
        guard let url = configuration.publicURL else {
            return .doubtful("public-url is not set, so links begin with whatever host a request names; set it")
        }
        guard url.hasPrefix("https://") else {
            return .missing("\(url) is not https, so keys and invoices travel openly; get a certificate")
        }
        let path = FileManager.default.temporaryDirectory.appending(path: "check-\(UUID().uuidString)").path
        defer { unlink(path) }
        let host = URL(string: url).flatMap { url in url.host().map { "\($0):\(url.port ?? 443)" } }
        let policy = AddressPolicy(vouched: configuration.allowedHosts.union([host].compactMap(\.self)))
        do {
            _ = try Download(policy: policy, maximumBytes: 1 << 16, totalSeconds: 10)
                .fetch(url + "/health/live", to: path)
            return .fine("\(url) answers, with a certificate that this machine trusts")
        } catch {
            return .doubtful(
                "\(url)/health/live does not answer from here (\(error)); start the services, and look at the web server"
            )
        }
    }

    @Sendable static func socket(_ configuration: Configuration) -> Finding {
        configuration.listen.hasPrefix("127.0.0.1:")
            ? .doubtful(
                "every user of this machine reaches \(configuration.listen) and can claim any address; use listen = unix:…"
            )
            : .fine("only the web server's user and group reach \(configuration.listen)")
    }

    /// The file has the database's password and the key that encrypts secrets.
    @Sendable static func settingsFile(_ configuration: Configuration) -> Finding {
        let path = configuration.file
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else {
            return .fine("\(path) does not exist; settings come from the environment")
        }
        let mode = (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0
        return mode & 0o007 == 0
            ? .fine("\(path) is closed to others")
            : .missing("all users of this machine can read \(path), which has secrets; chmod 640 it")
    }

    @Sendable static func confinementRequired(_ configuration: Configuration) -> Finding {
        configuration.requiresConfinement
            ? .fine("no document is opened without confinement")
            : .missing(
                "require-confinement is off, so documents of strangers may be opened unconfined; remove the setting")
    }

    @Sendable static func mail(_ configuration: Configuration) -> Finding {
        guard let mail = configuration.mail else { return .doubtful("mail-host is not set, so no mails are sent") }
        return mail.security == .none && !["127.0.0.1", "::1", "localhost"].contains(mail.host)
            ? .missing("mails to \(mail.host) travel openly, with the password; set mail-security = starttls")
            : .fine("mails are sent through \(mail.host), \(mail.security.rawValue)")
    }

    @Sendable static func logLevel(_ configuration: Configuration) -> Finding {
        switch configuration.logLevel {
        case .trace, .debug: .doubtful("\(configuration.logLevel) fills the log; set log-level = info")
        case .info: .fine("info, with a line for each request")
        case .notice, .warning: .fine("\(configuration.logLevel); the web server's log has the requests")
        case .error, .critical:
            .doubtful("\(configuration.logLevel) keeps warnings out of the log; set log-level = info")
        }
    }

    @Sendable static func retention(_ configuration: Configuration) -> Finding {
        guard let kept = configuration.retention else {
            return .doubtful("retention-days is 0: invoices are kept for ever, and the database only grows")
        }
        return .fine("jobs that have ended are removed after \(kept.components.seconds / 86_400) days")
    }

    /// Of the work folder; the database's own disk is its server's.
    @Sendable static func disk(_ configuration: Configuration) -> Finding {
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: configuration.workFolder)
        guard let free = (facts?[.systemFreeSize] as? NSNumber)?.intValue else {
            return .doubtful("unknown, since \(configuration.workFolder) does not exist")
        }
        let needed = 2 * max(configuration.minimumFreeBytes, 1 << 30)
        let text = "\(free >> 20) MiB are free for \(configuration.workFolder)"
        return free < needed
            ? .doubtful("\(text), and below \(configuration.minimumFreeBytes >> 20) MiB no job starts; free some")
            : .fine(text)
    }
}
