/// The run was cancelled; the canceller knows the reason.
package struct Cancelled: Error, Equatable {
    package init() {}
}
