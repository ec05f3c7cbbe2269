package import Invoices

/// A delivery as a client sees it.
package struct DeliveryRecord: Sendable {
    package let id: Delivery.ID
    package let eventID: String
    package let event: NotificationEvent
    package let state: Delivery.State
    package let tries: Int
    package let dueAt: Timestamp?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let detail: String?
}
