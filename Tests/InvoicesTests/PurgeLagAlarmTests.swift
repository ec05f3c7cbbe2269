import Testing

@testable import Invoices

struct PurgeLagAlarmTests {
    private let start = ContinuousClock.now

    /// What is said at looks fifteen seconds apart.
    private func words(_ strains: [PurgeLag]) -> [PurgeLagAlarm.Word?] {
        var alarm = PurgeLagAlarm()
        return strains.enumerated().map { alarm.word(on: $1, at: start + .seconds(15 * $0)) }
    }

    @Test func `a transaction that stays open is told once, and its end`() {
        let open = [30, 61, 76, 91, 0, 0].map { PurgeLag(history: 5, oldestTransaction: .seconds($0)) }
        #expect(words(open) == [nil, .strained, nil, nil, .relieved, nil])
    }

    @Test func `it is told again after ten minutes`() {
        let said = words(Array(repeating: PurgeLag(history: 5, oldestTransaction: .seconds(500)), count: 82))
        #expect(said.indices.filter { said[$0] != nil } == [0, 40, 80])
    }

    @Test func `a history that only grows is told after two minutes, where transactions may not be seen`() {
        let said = words((0..<10).map { PurgeLag(history: 2000 + $0) })
        #expect(said.indices.filter { said[$0] != nil } == [8])
    }

    @Test func `a busy database whose history comes and goes is left in peace`() {
        #expect(words((0..<40).map { PurgeLag(history: [1500, 4000, 9000][$0 % 3]) }).allSatisfy { $0 == nil })
        #expect(words((0..<40).map { PurgeLag(history: min(999, $0 * 100)) }).allSatisfy { $0 == nil })
    }
}
