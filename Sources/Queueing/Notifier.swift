import Foundation
package import Logging
package import Outgoing
package import Storage
import Synchronization

/// Sends notifications that are due, and retries them with growing pauses, so that a network failure loses none.
package final class Notifier: Sendable {
    /// The pauses after each failed attempt; after the last one it gives up. About 32 hours in all, as the Standard
    /// Webhooks
    /// recommend.
    private static let pauses: [Duration] = [
        .seconds(5), .seconds(300), .seconds(1800), .seconds(7200), .seconds(18_000), .seconds(36_000),
        .seconds(50_400),
    ]
    /// Two, so that one slow receiver does not delay all others.
    package static let threads = 2

    /// How this process's deliveries ended.
    package let counters = DeliveryCounters()
    private let store: NotificationStore
    private let post: Post
    private let mail: Mail?
    private let log: Logger
    private let mailText: MailText
    private let pause: Duration
    private let periodicThread = (0..<threads).map { _ in PeriodicThread() }

    /// Without `mail` (no mail-host is set) mails are given up.
    /// - Parameter publicURL: How links in mails begin, without a slash at the end; nil: they have none.
    package init(
        store: NotificationStore, post: Post, mail: Mail?, publicURL: String? = nil, log: Logger,
        pause: Duration = .seconds(2)
    ) {
        self.store = store
        self.post = post
        self.mail = mail
        mailText = MailText(publicURL: publicURL)
        self.log = log
        self.pause = pause
    }

    package func start() throws {
        for (number, round) in periodicThread.enumerated() {
            try round.start("notifier \(number + 1)") { [self] in work() }
        }
    }

    package func stop() { periodicThread.forEach { $0.stop() } }

    private func work() -> Duration {
        do {
            let due = try store.claim(upTo: 5)
            for delivery in due { try tell(delivery) }
            return due.isEmpty ? pause.jittered(0.25) : .zero
        } catch {
            log.debug("notifications wait", metadata: ["error": "\(error)"])
            return pause.jittered(0.25)
        }
    }

    private func tell(_ delivery: Delivery) throws {
        var log = log
        log[metadataKey: "event"] = "\(delivery.eventID)"
        log[metadataKey: "try"] = "\(delivery.attempt)"
        let hasLeft = Mutex(false)
        do {
            try send(delivery) { hasLeft.withLock { $0 = true } }
            try store.delivered(delivery)
            counters.count(.delivered)
            log.info("notification delivered")
        } catch OutgoingError.cancelled {
            log.notice("notification left to another process")
        } catch let failure as OutgoingError where hasLeft.withLock({ $0 }) && failure.leavesOpenWhetherItArrived {
            try store.failed(
                delivery, detail: "The connection to the mail server broke. The mail may have arrived.", retryIn: nil)
            counters.count(.uncertain)
            log.notice("notification may have been delivered", metadata: ["error": "\(failure)"])
        } catch let failure as OutgoingError {
            let next = pauseAfter(failure, attempt: delivery.attempt)
            try store.failed(delivery, detail: failure.publicText, retryIn: next)
            counters.count(next == nil ? .givenUp : .failed)
            log.notice("notification not delivered", metadata: ["error": "\(failure)", "again": "\(next != nil)"])
        }
    }

    /// Calls `leaving` when a mail begins to be sent: a webhook's receiver drops duplicates, a person's mailbox does
    /// not.
    private func send(_ delivery: Delivery, leaving: @escaping () -> Void) throws {
        switch delivery.receiver {
        case .mail(let recipient):
            guard let mail else { throw OutgoingError.blocked("mail-host is not set") }
            guard try !store.mailIsUsedUp(for: delivery.account) else {
                throw OutgoingError.status(429, retryAfter: nil)
            }
            let failed = try delivery.facts.group.map { try store.failedJobs(of: $0, limit: MailText.mostNamed) } ?? []
            try mail.send(mailText.message(for: delivery, failed: failed), to: recipient) { [store, log] in
                do {
                    guard try store.handOver(delivery) else { return false }
                    leaving()
                    return true
                } catch {
                    log.notice("mail held back", metadata: ["error": "\(error)"])
                    return false
                }
            }
        case .webhook(let url, let secret):
            guard !secret.isEmpty else { throw OutgoingError.blocked("the secret cannot be read") }
            let message = WebhookMessage(id: delivery.eventID, body: delivery.body)
            let key = WebhookMessage.secretBytes(String(decoding: secret, as: UTF8.self))
            let now = Int(Date().timeIntervalSince1970)
            try post.send(message.body, headers: try message.headers(at: now, secrets: [key]), to: url)
        }
    }

    /// Nil means that there is no retry. A receiver that answers may work again at the next attempt, so most errors are
    /// retried.
    private func pauseAfter(_ failure: OutgoingError, attempt: Int) -> Duration? {
        switch failure {
        case .blocked, .badURL, .status(410, _): return nil
        default: break
        }
        guard Self.pauses.indices.contains(attempt - 1) else { return nil }
        let pause = Self.pauses[attempt - 1].jittered(0.1)
        if case .status(_, let asked?) = failure { return max(pause, asked) }
        return pause
    }
}

extension OutgoingError {
    /// True if a mail that began to be sent may have arrived: only a refusal by its server is certain.
    fileprivate var leavesOpenWhetherItArrived: Bool {
        switch self {
        case .unreachable, .timedOut: true
        default: false
        }
    }

    /// What a client may know about a delivery's outcome: no addresses, no times.
    fileprivate var publicText: String {
        switch self {
        case .badURL, .blocked: "The server may not send to this address, or is not configured for it."
        case .status(let status, _): "The receiver answered \(status)."
        case .timedOut: "The receiver took too long to answer."
        case .notTrusted: "The receiver's certificate is not valid, or the receiver refused the message."
        default: "The receiver could not be reached."
        }
    }
}
