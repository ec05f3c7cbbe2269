import CSystem
import Glibc
import Synchronization

/// Where connections are let in, and where those wait whose request is not there yet, on one thread for all of them.
///
/// So a silent or slow connection costs a descriptor and no thread; it is closed after `Listener.Limits.arrival`. Whoever
/// speaks at once, as web servers do, is answered by the thread that let it in.
final class Reception: Sendable {
    private struct Mail {
        var guests: [Guest] = []
        var kept: [Exchange.Kept] = []
    }

    /// A web server speaks at once; whoever has said nothing for this long makes room when there is none.
    private static let grace = Duration.milliseconds(250)
    /// For how long nobody is let in when there was no descriptor.
    private static let pause = Duration.milliseconds(100)

    private let line: WaitingLine
    private let limits: Listener.Limits
    private let report: @Sendable (String) -> Void
    private let wakePipe: WakePipe
    private let mail = Mutex(Mail())
    /// Guests, those in the mail and those that are just let in.
    private let crowd = Atomic<Int>(0)
    private let isShort = Atomic<Bool>(false)
    private let isStopping = Atomic<Bool>(false)

    init(line: WaitingLine, limits: Listener.Limits, report: @escaping @Sendable (String) -> Void) throws {
        self.line = line
        self.limits = limits
        self.report = report
        wakePipe = try WakePipe()
    }

    // MARK: Any thread

    /// Whether nobody is let in any more.
    var isClosed: Bool { isStopping.load(ordering: .sequentiallyConsistent) }

    var hasRoom: Bool {
        !isShort.load(ordering: .relaxed) && crowd.load(ordering: .relaxed) + line.count < limits.connections
    }

    /// Accepts one connection; its request when all of it is there, else it waits at the reception.
    func letIn(from socket: ListeningSocket) -> Visit? {
        // Before the look at the end: who is counted is waited for.
        crowd.add(1, ordering: .sequentiallyConsistent)
        switch isClosed ? .none : socket.accept() {
        case .channel(let channel):
            var guest = Guest(channel, within: limits.arrival)
            // A web server has spoken before anybody let it in: asking whether it did would cost more than listening.
            switch guest.hear() {
            case .visit(let visit):
                leave()
                return visit
            case .nothingYet:
                mail.withLock { $0.guests.append(guest) }
                wakePipe.wake()
                return nil
            case .end(let reason): seeOff(reason)
            }
        case .none: break
        case .exhausted(let reason): runShort("No connection can be accepted for now: \(reason).")
        case .failed(let reason): runShort("Accepting failed: \(reason).")
        }
        leave()
        return nil
    }

    /// A kept connection, to wait for its next request.
    func takeBack(_ kept: Exchange.Kept) {
        crowd.add(1, ordering: .sequentiallyConsistent)
        mail.withLock { $0.kept.append(kept) }
        wakePipe.wake()
    }

    /// No new connections; who has begun a request may end it.
    func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        wakePipe.wake()
    }

    private func leave(_ count: Int = 1) { crowd.subtract(count, ordering: .sequentiallyConsistent) }

    private func seeOff(_ reason: String?) {
        if let reason { report("A connection was closed: \(reason)") }
    }

    private func runShort(_ trouble: String) {
        if isShort.exchange(true, ordering: .relaxed) { return }
        report(trouble)
        wakePipe.wake()
    }

    // MARK: The reception's thread

    /// Serves the guests until `stop`.
    func run(_ socket: ListeningSocket) {
        var guests: [Guest] = []
        var door: ListeningSocket? = socket
        var shortSince: ContinuousClock.Instant?
        while true {
            if isClosed, let last = door {
                closeDoor(last, &guests)
                door = nil
            }
            takeMail(into: &guests)
            if door == nil, crowd.load(ordering: .sequentiallyConsistent) == 0 { return }
            let isPaused = relieve(&guests, &shortSince)
            for index in wait(guests, isPaused: isPaused || door == nil).reversed() { hear(&guests, index) }
            let now = ContinuousClock.now
            dismiss(&guests) { $0.deadline < now }
        }
    }

    /// Guests that just came, and kept connections that come back.
    private func takeMail(into guests: inout [Guest]) {
        let mail = mail.withLock { mail in
            defer { mail = Mail() }
            return mail
        }
        guests += mail.guests
        for kept in mail.kept {
            guests.append(Guest(kept.channel, decoder: kept.decoder, within: limits.idle))
            // Its next request may be there already.
            settle(&guests, guests.count - 1, guests[guests.count - 1].advance())
        }
        if isClosed { seeOffSilent(&guests) }
    }

    /// Who waits in the socket's line is still let in; who has nothing to ask is seen off.
    private func closeDoor(_ socket: ListeningSocket, _ guests: inout [Guest]) {
        socket.removeFile()
        while case .channel(let channel) = socket.accept() {
            crowd.add(1, ordering: .sequentiallyConsistent)
            guests.append(Guest(channel, within: limits.arrival))
            hear(&guests, guests.count - 1)
        }
        socket.refuse()
    }

    private func seeOffSilent(_ guests: inout [Guest]) {
        dismiss(&guests) { $0.isIdle && !$0.channel.wait(for: POLLIN, .zero) }
    }

    /// Whether somebody must wait outside; then whoever has said nothing makes room.
    private func relieve(_ guests: inout [Guest], _ shortSince: inout ContinuousClock.Instant?) -> Bool {
        let now = ContinuousClock.now
        if isShort.load(ordering: .relaxed) {
            let since = shortSince ?? now
            shortSince = since
            if now - since >= Self.pause {
                shortSince = nil
                isShort.store(false, ordering: .relaxed)
            }
        }
        guard !hasRoom else { return false }
        dismiss(&guests) { $0.isIdle && now - $0.since > Self.grace }
        return true
    }

    private func dismiss(_ guests: inout [Guest], where isUnwanted: (Guest) -> Bool) {
        let before = guests.count
        guests.removeAll(where: isUnwanted)
        leave(before - guests.count)
    }

    /// The places of guests who may have said something.
    private func wait(_ guests: [Guest], isPaused: Bool) -> [Int] {
        var entries = [pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)]
        entries += guests.map { pollfd(fd: $0.channel.descriptor, events: Int16(POLLIN), revents: 0) }
        let next = guests.lazy.map(\.deadline).min().map { ($0 - .now).wholeMilliseconds }
        let pause = isPaused ? Self.pause.wholeMilliseconds : nil
        let timeout = [next, pause].compactMap { $0 }.min() ?? -1
        guard poll(&entries, nfds_t(entries.count), timeout) > 0 else { return [] }
        if entries[0].revents != 0 { wakePipe.drain() }
        return guests.indices.filter { entries[$0 + 1].revents != 0 }
    }

    private func hear(_ guests: inout [Guest], _ index: Int) { settle(&guests, index, guests[index].hear()) }

    /// What was heard decides whether the guest stays.
    private func settle(_ guests: inout [Guest], _ index: Int, _ heard: Guest.Heard) {
        switch heard {
        case .nothingYet: return
        case .visit(let visit): line.append(visit)
        case .end(let reason): seeOff(reason)
        }
        guests.remove(at: index)
        leave()
    }
}
