import Testing

@testable import API

/// The trace that a client names, for the log.
struct TraceTests {
    private func trace(_ header: String) -> String? {
        Request(method: "GET", path: "/", headers: ["traceparent": header], id: "x").traceID
    }

    @Test func `a valid traceparent names its trace`() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        #expect(self.trace("00-\(trace)-00f067aa0ba902b7-01") == trace)
        #expect(self.trace("01-\(trace)-00f067aa0ba902b7-01-more") == trace)
        #expect(Request(method: "GET", path: "/", id: "x").traceID == nil)
    }

    @Test(arguments: [
        "", "00", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e473\"-00f067aa0ba902b7-01",
    ])
    func `another text is no trace`(header: String) { #expect(trace(header) == nil) }
}
