import Foundation
import Invoices
import Outgoing
import Storage

/// The mail that is sent when a group is done.
struct MailText {
    /// How many failed jobs a mail names.
    static let mostNamed = 20

    /// How links begin, without a slash at the end; nil: the mail has none.
    let publicURL: String?

    /// - Parameter failed: The failed jobs that are named, at most `mostNamed`.
    func message(for delivery: Delivery, failed: [NotificationStore.FailedJob]) -> MailMessage {
        let facts = delivery.facts
        let name = facts.groupName ?? "a group that no longer exists"
        let subject = facts.failed > 0 ? "\(name): done, \(facts.failed) failed" : "\(name): done"
        let head = ["The group “\(name)” is done.", facts.batchNumber.map { "Batch \($0)" }].compactMap(\.self)
        let parts = [head, counts(facts), failures(failed, of: facts.failed), place(facts)].filter { !$0.isEmpty }
        let text = parts.map { $0.map { Self.line($0) + "\r\n" }.joined() }.joined(separator: "\r\n")
        return MailMessage(id: delivery.eventID + "." + delivery.id.text, subject: subject, text: text)
    }

    private func counts(_ facts: Delivery.Facts) -> [String] {
        [
            Self.sentence(facts.completed, "was", "were", "read"),
            Self.sentence(facts.failed, "has", "have", "failed"),
            Self.sentence(facts.cancelled, "was", "were", "cancelled"),
        ].compactMap(\.self)
    }

    /// Each with the reason, and where to find the job.
    private func failures(_ jobs: [NotificationStore.FailedJob], of count: Int) -> [String] {
        guard !jobs.isEmpty else { return [] }
        let lines = jobs.flatMap { job in
            [
                "- \(job.documentName) (\(job.number)): \(job.errorLog ?? "The job's errorLog says why.")",
                publicURL.map { "  \($0)/ocr-invoice-job/\(job.id)" },
            ].compactMap(\.self)
        }
        return ["Failed:"] + lines + (count > jobs.count ? ["- and \(count - jobs.count) more"] : [])
    }

    private func place(_ facts: Delivery.Facts) -> [String] {
        guard let group = facts.group else { return [] }
        return [publicURL.map { "\($0)/ocr-invoice-job-group/\(group)" } ?? "Group \(group)"]
    }

    private static func sentence(_ count: Int, _ one: String, _ many: String, _ verb: String) -> String? {
        guard count > 0 else { return nil }
        return count == 1 ? "1 invoice \(one) \(verb)." : "\(count) invoices \(many) \(verb)."
    }

    /// A client's names may have line breaks; here each stays on its line.
    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
