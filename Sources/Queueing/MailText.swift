import Foundation
import Invoices
import Outgoing
import Storage

/// The mail that is sent when a group is done.
enum MailText {
    static func message(for delivery: Delivery) -> MailMessage {
        let facts = delivery.facts
        let name = facts.groupName ?? "a group that no longer exists"
        let counts = [
            sentence(facts.completed, "was", "were", "read"), sentence(facts.failed, "has", "have", "failed"),
            sentence(facts.cancelled, "was", "were", "cancelled"),
        ].compactMap { $0 }
        let subject = facts.failed > 0 ? "\(name): done, \(facts.failed) failed" : "\(name): done"
        var lines = ["The group “\(name)” is done.", ""] + counts
        if facts.failed > 0 { lines += ["", "The errorLog of each failed job says what went wrong."] }
        if let group = facts.group { lines += ["", "Group \(group)"] }
        return MailMessage(
            id: delivery.eventID + "." + delivery.id.text, subject: subject,
            text: lines.joined(separator: "\r\n") + "\r\n")
    }

    private static func sentence(_ count: Int, _ one: String, _ many: String, _ verb: String) -> String? {
        guard count > 0 else { return nil }
        return count == 1 ? "1 invoice \(one) \(verb)." : "\(count) invoices \(many) \(verb)."
    }
}
