import CSystem
import Glibc
import Synchronization

/// Accepts connections and waits, on one thread for all of them, until a request's parameters are complete.
///
/// So a silent or slow connection costs a descriptor and no thread; it is closed after `Listener.Limits.arrival`.
final class Reception: Sendable {
    private struct Guest {
        let channel: Channel
        var decoder: RequestDecoder
        let since = ContinuousClock.now
        let deadline: ContinuousClock.Instant
        /// Finished with: handed on, broken or gone.
        var isDone = false
    }

    private struct Mail {
        var returned: [Exchange.Kept] = []
        var isStopping = false
    }

    /// A web server speaks at once; whoever has said nothing for this long makes room when there is none.
    private static let grace = Duration.milliseconds(250)

    private let line: WaitingLine
    private let limits: Listener.Limits
    private let report: @Sendable (String) -> Void
    private let wakePipe: WakePipe
    private let mail = Mutex(Mail())

    init(line: WaitingLine, limits: Listener.Limits, report: @escaping @Sendable (String) -> Void) throws {
        self.line = line
        self.limits = limits
        self.report = report
        wakePipe = try WakePipe()
    }

    /// Any thread: a kept connection, to wait for its next request.
    func takeBack(_ kept: Exchange.Kept) {
        mail.withLock { $0.returned.append(kept) }
        wakePipe.wake()
    }

    /// Any thread: no new connections; who has begun a request may end it.
    func stop() {
        mail.withLock { $0.isStopping = true }
        wakePipe.wake()
    }

    /// Serves `socket` until `stop`; closes it at the end.
    func run(_ socket: consuming ListeningSocket) {
        var listening: ListeningSocket? = socket
        var guests: [Guest] = []
        var pausedUntil = ContinuousClock.now
        while true {
            let isStopping = takeMail(into: &guests)
            if isStopping, let last = listening {
                closeDoor(last, &guests)
                listening = nil
            }
            if isStopping && guests.isEmpty { return }
            if guests.count + line.count >= limits.connections { makeRoom(&guests) }
            let isFull = guests.count + line.count >= limits.connections
            let accepts = listening != nil && !isFull && ContinuousClock.now >= pausedUntil
            let events = wait(accepts ? listening : nil, guests, isPaused: listening != nil && !accepts)
            if events.isListenerReady, let listening, let trouble = accept(from: listening, into: &guests) {
                pausedUntil = .now + .milliseconds(100)
                report(trouble)
                makeRoom(&guests)
            }
            for index in events.guests { hear(&guests[index]) }
            let now = ContinuousClock.now
            guests.removeAll { $0.isDone || $0.deadline < now }
        }
    }

    /// Kept connections come back; says whether to stop.
    private func takeMail(into guests: inout [Guest]) -> Bool {
        let (returned, isStopping) = mail.withLock { mail in
            defer { mail.returned = [] }
            return (mail.returned, mail.isStopping)
        }
        if !isStopping { guests += returned.map(greetAgain) }
        return isStopping
    }

    /// Who waits in the socket's line is still let in; who has nothing to ask is seen off.
    private func closeDoor(_ socket: ListeningSocket, _ guests: inout [Guest]) {
        socket.removeFile()
        _ = accept(from: socket, into: &guests)
        guests.removeAll { $0.decoder.isIdle && !$0.channel.wait(for: POLLIN, .zero) }
    }

    private func makeRoom(_ guests: inout [Guest]) {
        let now = ContinuousClock.now
        guests.removeAll { $0.decoder.isIdle && now - $0.since > Self.grace }
    }

    private func greet(_ channel: Channel) -> Guest {
        Guest(channel: channel, decoder: RequestDecoder(), deadline: .now + limits.arrival)
    }

    private func greetAgain(_ kept: Exchange.Kept) -> Guest {
        var guest = Guest(channel: kept.channel, decoder: kept.decoder, deadline: .now + limits.idle)
        advance(&guest)
        return guest
    }

    /// Accepts all that wait; a sentence when it had to stop for a reason that may pass.
    private func accept(from socket: ListeningSocket, into guests: inout [Guest]) -> String? {
        while guests.count + line.count < limits.connections {
            switch socket.accept() {
            case .channel(let channel):
                var guest = greet(channel)
                // A web server has spoken before anybody let it in: asking whether it did would cost more than listening.
                hear(&guest)
                if !guest.isDone { guests.append(guest) }
            case .none: return nil
            case .exhausted(let reason): return "No connection can be accepted for now: \(reason)."
            case .failed(let reason): return "Accepting failed: \(reason)."
            }
        }
        return nil
    }

    private func wait(_ socket: ListeningSocket?, _ guests: [Guest], isPaused: Bool) -> Events {
        var entries = [pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)]
        entries.append(pollfd(fd: socket?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
        entries += guests.map { pollfd(fd: $0.channel.descriptor, events: Int16(POLLIN), revents: 0) }
        let next = guests.lazy.map(\.deadline).min().map { ($0 - .now).wholeMilliseconds }
        let pause: Int32? = isPaused ? 100 : nil
        let timeout = [next, pause].compactMap { $0 }.min() ?? -1
        guard poll(&entries, nfds_t(entries.count), timeout) > 0 else { return Events() }
        if entries[0].revents != 0 { wakePipe.drain() }
        let heard = guests.indices.filter { entries[$0 + 2].revents != 0 }
        return Events(isListenerReady: entries[1].revents != 0, guests: heard)
    }

    private struct Events {
        var isListenerReady = false
        var guests: [Int] = []
    }

    private func hear(_ guest: inout Guest) {
        switch guest.channel.receive() {
        case .bytes(let bytes):
            guest.decoder.append(bytes)
            advance(&guest)
        case .nothingYet: break
        case .end: guest.isDone = true
        }
    }

    private func advance(_ guest: inout Guest) {
        while !guest.isDone {
            switch guest.decoder.next() {
            case .needsMore: return
            case .head(let head):
                line.append(Visit(channel: guest.channel, decoder: guest.decoder, head: head))
                guest.isDone = true
            case .reply(let bytes):
                // What does not fit into the socket's buffer at once is for a peer that does not read.
                guest.isDone = (try? guest.channel.send(bytes, patience: .zero)) == nil
            case .broken(let reason):
                report("A connection was closed: \(reason)")
                guest.isDone = true
            case .aborted, .body, .endOfBody: guest.isDone = true
            }
        }
    }
}
