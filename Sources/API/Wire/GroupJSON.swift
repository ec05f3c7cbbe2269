import Invoices
import JSON
import Storage

/// A group as the contract writes it.
enum GroupJSON {
    static let responseOnly: Set<String> = [
        "_id", "totalJobs", "completedJobs", "pendingJobs", "failedJobs", "cancelledJobs", "status", "startedAt",
        "completedAt", "estimatedCompletionTime", "statistics", "createdAt", "updatedAt",
    ]

    /// Throws all faults together. `standard` gives the template that the word `default` means; nil if there is none.
    static func draft(_ form: Form, standard: () throws -> Template.ID?) throws -> GroupDraft {
        let name = form.required("name") { form.label($0) }
        let description = form.text("description", in: 0...4000)
        let batchNumber = form.label("batchNumber", in: 1...100)
        let template = try template(form, standard)
        let priority = form.choice("priority", Priority.self) ?? .medium
        let processing = form.object("processingSettings").map(processing) ?? .init()
        let notifications = form.object("notifications").map(notifications) ?? .init()
        let createdBy = form.text("createdBy")
        let assignedTo = form.text("assignedTo")
        let tags = form.texts("tags", atMost: 50, in: 1...100) ?? []
        let metadata = form.raw("metadata", atMost: 16 << 10)
        form.close(ignoring: responseOnly)
        try form.check()
        guard let name, let template else { throw APIError.internalError }
        return GroupDraft(
            name: name, description: description, batchNumber: batchNumber, template: template, priority: priority,
            processing: processing, notifications: notifications, createdBy: createdBy, assignedTo: assignedTo,
            tags: tags, metadata: metadata)
    }

    private static func template(_ form: Form, _ standard: () throws -> Template.ID?) throws -> Template.ID? {
        guard form.value("template")?.string == "default" else {
            return form.required("template") { form.template($0) }
        }
        return try standard()
            ?? form.fault("template", "unknown_reference", "The account has no default template. Name a template.")
    }

    private static func processing(_ form: Form) -> Group.ProcessingSettings {
        let defaults = Group.ProcessingSettings()
        let settings = Group.ProcessingSettings(
            parallelJobs: form.whole("parallelJobs", in: 1...64) ?? defaults.parallelJobs,
            retryCount: form.whole("retryCount", in: 0...10) ?? defaults.retryCount,
            timeoutMinutes: form.whole("timeoutMinutes", in: 1...1440) ?? defaults.timeoutMinutes)
        form.close()
        return settings
    }

    private static func notifications(_ form: Form) -> GroupDraft.Notifications {
        let recipients = form.texts("recipients", atMost: 20, in: 3...254) ?? []
        for (index, address) in recipients.enumerated() where !MailAddress.isOne(address) {
            form.note("recipients", "format", "\(address.prefix(64)) (number \(index + 1)) is not an e-mail address.")
        }
        let notifications = GroupDraft.Notifications(
            onCompletion: form.flag("onCompletion") ?? false, onFailure: form.flag("onFailure") ?? true,
            recipients: recipients)
        form.close()
        return notifications
    }

    static func write(_ group: GroupRecord, currency: String, into json: inout JSONWriter) {
        let draft = group.draft
        json.member("_id", group.id)
        json.member("name", draft.name)
        json.member("description", draft.description)
        json.member("batchNumber", draft.batchNumber)
        json.member("template", draft.template)
        json.member("priority", draft.priority.rawValue)
        writeSettings(draft, into: &json)
        json.member("createdBy", draft.createdBy)
        json.member("assignedTo", draft.assignedTo)
        json.member("tags", strings: draft.tags)
        json.member("metadata", raw: draft.metadata)
        json.member("totalJobs", group.counts.total)
        json.member("completedJobs", group.counts.completed)
        json.member("pendingJobs", group.counts.pending)
        json.member("failedJobs", group.counts.failed)
        json.member("cancelledJobs", group.counts.cancelled)
        json.member("status", group.status.rawValue)
        json.member("startedAt", group.startedAt)
        json.member("completedAt", group.completedAt)
        json.member("estimatedCompletionTime", group.estimatedCompletionTime)
        json.member("statistics") { writeStatistics(group.counts, currency, into: &$0) }
        json.member("createdAt", group.createdAt)
        json.member("updatedAt", group.updatedAt)
    }

    private static func writeSettings(_ draft: GroupDraft, into json: inout JSONWriter) {
        json.member("processingSettings") { json in
            json.member("parallelJobs", draft.processing.parallelJobs)
            json.member("retryCount", draft.processing.retryCount)
            json.member("timeoutMinutes", draft.processing.timeoutMinutes)
        }
        json.member("notifications") { json in
            json.member("onCompletion", draft.notifications.onCompletion)
            json.member("onFailure", draft.notifications.onFailure)
            json.member("recipients", strings: draft.notifications.recipients)
        }
    }

    private static func writeStatistics(_ counts: GroupCounts, _ currency: String, into json: inout JSONWriter) {
        let ended = counts.completed + counts.failed
        json.member("totalDocuments", counts.total)
        json.member("totalPages", counts.pages)
        json.member(
            "averageProcessingTime", seconds: counts.completed > 0 ? counts.processingTime / counts.completed : nil)
        json.member("successRate", ratio: ended > 0 ? Double(counts.completed) / Double(ended) : nil)
        json.member("totalCost", counts.cost)
        json.member("currency", currency)
    }
}
