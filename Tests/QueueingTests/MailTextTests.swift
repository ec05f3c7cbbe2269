import Invoices
import Testing

@testable import Queueing
@testable import Storage

/// What a group's mail says.
struct MailTextTests {
    private let group = Group.ID("65a1b2c3d4e5f60718293a4b")

    private func delivery(completed: Int = 3, failed: Int, batch: String? = "B-7") throws -> Delivery {
        var facts = Delivery.Facts()
        facts.group = group
        facts.groupName = "March"
        facts.batchNumber = batch
        facts.completed = completed
        facts.failed = failed
        return Delivery(
            id: try #require(Delivery.ID("65a1b2c3d4e5f60718293a4c")),
            account: try #require(Account.ID("65a1b2c3d4e5f60718293a4d")),
            eventID: "group-1", event: .groupFailed, attempt: 1, createdAt: Timestamp(milliseconds: 0),
            receiver: .mail("a@example.com"), facts: facts)
    }

    private func failure(_ name: String, _ reason: String?) throws -> NotificationStore.FailedJob {
        NotificationStore.FailedJob(
            id: try #require(Job.ID("65a1b2c3d4e5f60718293a4e")), number: "J-1", documentName: name, errorLog: reason)
    }

    @Test func `it names the batch, each failed file with its reason, and where to look`() throws {
        let text = MailText(publicURL: "https://host/api").message(
            for: try delivery(failed: 2),
            failed: [try failure("a.pdf", "The PDF is protected."), try failure("b\r\n.pdf", nil)]
        ).text
        #expect(
            text.components(separatedBy: "\r\n") == [
                "The group “March” is done.", "Batch B-7", "", "3 invoices were read.", "2 invoices have failed.", "",
                "Failed:", "- a.pdf (J-1): The PDF is protected.",
                "  https://host/api/ocr-invoice-job/65a1b2c3d4e5f60718293a4e",
                "- b .pdf (J-1): The job's errorLog says why.",
                "  https://host/api/ocr-invoice-job/65a1b2c3d4e5f60718293a4e", "",
                "https://host/api/ocr-invoice-job-group/65a1b2c3d4e5f60718293a4b", "",
            ])
    }

    @Test func `without a public URL it names the group by its id`() throws {
        let text = MailText(publicURL: nil).message(
            for: try delivery(failed: 1, batch: nil), failed: [try failure("a.pdf", "No.")]
        ).text
        #expect(!text.contains("http") && text.contains("Group 65a1b2c3d4e5f60718293a4b"))
        #expect(!text.contains("Batch"))
    }

    @Test func `failures that are not named are counted`() throws {
        let named = try (0..<MailText.mostNamed).map { _ in try failure("a.pdf", "No.") }
        let text = MailText(publicURL: nil).message(for: try delivery(failed: 25), failed: named).text
        #expect(text.contains("- and 5 more"))
    }
}
