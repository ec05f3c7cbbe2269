import Foundation
import Invoices
import Synchronization
import Testing

@testable import API

struct ComputingLaneTests {
    private let one = Account.ID(seconds: 1, random: 1)
    private let other = Account.ID(seconds: 1, random: 2)

    /// Requests that hold their place until they are let go.
    private final class Holders: Sendable {
        private let state = Mutex((running: [String](), done: Set<String>()))
        private let threads = DispatchGroup()

        var running: [String] { state.withLock { $0.running } }

        func enter(_ lane: ComputingLane, _ name: String, for account: Account.ID) {
            threads.enter()
            Thread.detachNewThread { [self] in
                try? lane.run(for: account, while: { true }) {
                    state.withLock { $0.running.append(name) }
                    while !state.withLock({ $0.done.contains(name) }) { Thread.sleep(forTimeInterval: 0.005) }
                    state.withLock { state in state.running.removeAll { $0 == name } }
                }
                threads.leave()
            }
        }

        func end(_ names: String...) {
            state.withLock { state in names.forEach { state.done.insert($0) } }
        }

        func wait() { threads.wait() }

        func runs(_ names: String...) -> Bool {
            let deadline = ContinuousClock.now + .seconds(60)
            while running != names {
                if ContinuousClock.now > deadline { return false }
                Thread.sleep(forTimeInterval: 0.005)
            }
            return true
        }
    }

    private func refusal(_ lane: ComputingLane, for account: Account.ID, while isWanted: () -> Bool = { true })
        -> APIError?
    {
        #expect(throws: APIError.self) { try lane.run(for: account, while: isWanted) {} }
    }

    @Test func `two run at a time, and an account has one of them while another waits`() {
        let lane = ComputingLane(threads: 20, patience: .seconds(60))
        let holders = Holders()
        holders.enter(lane, "first", for: one)
        #expect(holders.runs("first"))
        holders.enter(lane, "second", for: one)
        #expect(holders.runs("first", "second"), "nobody else waits")
        holders.enter(lane, "third", for: one)
        holders.enter(lane, "theirs", for: other)
        Thread.sleep(forTimeInterval: 0.05)
        #expect(holders.running == ["first", "second"])
        holders.end("first")
        #expect(holders.runs("second", "theirs"), "though the third came before it")
        holders.end("second", "third", "theirs")
        holders.wait()
    }

    @Test func `a place is free again when nothing refers to it, and a third is refused at once`() throws {
        let lane = ComputingLane(places: 2)
        var places = [try lane.place(for: one) { true }, try lane.place(for: other) { true }]
        #expect(refusal(lane, for: one)?.code == "busy")
        places.removeLast()
        #expect(throws: Never.self) { try lane.run(for: one, while: { true }) {} }
        _ = places
    }

    @Test func `a response holds what it needs until its body can no longer be written`() throws {
        let lane = ComputingLane(places: 1)
        var response: Response? = Response(
            status: 200, body: .stream(length: nil) { sink in try sink([1]) }
        ).holding(try lane.place(for: one) { true })
        #expect(refusal(lane, for: other)?.code == "busy")
        if case .stream(_, let write) = response?.body { try write { #expect($0 == [1]) } }
        response = nil
        #expect(throws: Never.self) { try lane.run(for: other, while: { true }) {} }
    }

    @Test func `who waits too long, or would take one of the last two threads, is told to come again`() {
        let lane = ComputingLane(threads: 5, patience: .milliseconds(50))
        let holders = Holders()
        holders.enter(lane, "first", for: one)
        holders.enter(lane, "second", for: other)
        while holders.running.count < 2 { Thread.sleep(forTimeInterval: 0.005) }
        let late = refusal(lane, for: one)
        #expect(late?.status == 503 && late?.code == "busy")
        #expect(late?.headers.contains { $0.name == "Retry-After" } == true)
        holders.end("first", "second")
        holders.wait()
        let narrow = ComputingLane(threads: 3, patience: .seconds(60))
        let last = Holders()
        last.enter(narrow, "only", for: one)
        #expect(last.runs("only"))
        #expect(refusal(narrow, for: other)?.status == 503, "at once, for two threads stay free")
        last.end("only")
        last.wait()
    }

    @Test func `nobody computes for a client that has gone`() {
        let lane = ComputingLane(threads: 20, patience: .seconds(60))
        let holders = Holders()
        holders.enter(lane, "first", for: one)
        holders.enter(lane, "second", for: one)
        while holders.running.count < 2 { Thread.sleep(forTimeInterval: 0.005) }
        #expect(refusal(lane, for: one, while: { false })?.status == 503)
        holders.end("first", "second")
        holders.wait()
    }
}
