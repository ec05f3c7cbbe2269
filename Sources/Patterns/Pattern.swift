import CPCRE2

/// A user's regular expression, compiled by PCRE2. Matching gives up before it can hold a thread for long.
///
/// It is never compiled to machine code (`pcre2_jit_compile`): the server may forbid itself writable and executable
/// memory, and the clock is read between the interpreter's steps.
/// Not Sendable: compile it where it is used, which takes microseconds.
package final class Pattern {
    /// The processor time of one search, from any place in the text. A hostile pattern uses it up.
    package static let timeLimit = Duration.milliseconds(50)
    /// The most bytes of a pattern.
    package static let maximumLength = 4096

    /// The most nested repetitions of groups; a page of words needs hundreds.
    private static let depthLimit: UInt32 = 50_000
    /// The most bytes on the heap, where PCRE2 keeps its backtracking points.
    private static let heapLimit = 16 << 20
    /// The most bytes of a compiled pattern and its match: 64 KiB of code, a table of names, and the groups, each of
    /// which takes at least two bytes of the pattern.
    private static let size = 192 << 10
    /// How many pattern items are matched between two readings of the clock. Few, since one item may run over the whole
    /// text.
    private static let itemsBetweenLooks = 32

    private let code: OpaquePointer
    private let context: OpaquePointer?
    private let budget: MatchingBudget
    private var deadline = Duration.zero
    private var itemsToNextLook = 0

    /// Throws `PatternError` with the place of the fault. All searches, also of other patterns, share `budget`.
    package init(
        _ pattern: String, ignoresCase: Bool = false, within budget: MatchingBudget = MatchingBudget()
    ) throws(PatternError) {
        let bytes = Array(pattern.utf8)
        guard bytes.count <= Self.maximumLength else { throw .tooLong }
        try budget.checkTime()
        try budget.spend(bytes: Self.size)
        var error: Int32 = 0
        var offset = 0
        // PCRE2 counts steps, not time, and a step may take a millisecond on a long text. Only the callout before each
        // item of the pattern allows reading a clock. \C would match a part of a character, and the text is not checked
        // to be UTF-8 again.
        let options =
            PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C
            | (ignoresCase ? PCRE2_CASELESS : 0)
        guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil) else {
            budget.giveBack(bytes: Self.size)
            throw .malformed(message: Self.message(error), offset: offset)
        }
        self.code = code
        self.budget = budget
        context = pcre2_match_context_create_8(nil)
        pcre2_set_match_limit_8(context, UInt32.max)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        let watch: @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) -> Int32 = {
            $1.map { Unmanaged<Pattern>.fromOpaque($0).takeUnretainedValue().isLate ? PCRE2_ERROR_MATCHLIMIT : 0 } ?? 0
        }
        pcre2_set_callout_8(context, watch, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
        budget.giveBack(bytes: Self.size)
    }

    /// The first match in `text` at or after a byte offset; nil if there is none. Throws `PatternError.gaveUp` at the
    /// limits.
    package func firstMatch(in text: String, from start: Int = 0) throws(PatternError) -> PatternMatch? {
        try firstMatch(inUTF8: Array(text.utf8), from: start)
    }

    /// The same for a Swift text's UTF-8, which then is not copied for each match.
    package func firstMatch(inUTF8 bytes: [UInt8], from start: Int = 0) throws(PatternError) -> PatternMatch? {
        deadline = try budget.deadline(of: Self.timeLimit)
        guard start <= bytes.count, let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return nil }
        defer { pcre2_match_data_free_8(data) }
        itemsToNextLook = 0
        pcre2_set_heap_limit_8(context, UInt32(clamping: min(Self.heapLimit, budget.memoryLeft) >> 10))
        let count = budget.counting {
            // A Swift text is valid UTF-8.
            pcre2_match_8(code, bytes, bytes.count, start, PCRE2_NO_UTF_CHECK, data, context)
        }
        return count == PCRE2_ERROR_NOMATCH ? nil : try match(count, data, in: bytes)
    }

    private var isLate: Bool {
        if itemsToNextLook > 0 {
            itemsToNextLook -= 1
            return false
        }
        itemsToNextLook = Self.itemsBetweenLooks
        return MatchingBudget.processorTime > deadline
    }

    private func match(_ count: Int32, _ data: OpaquePointer, in bytes: [UInt8]) throws(PatternError) -> PatternMatch? {
        guard count > 0, let offsets = pcre2_get_ovector_pointer_8(data) else { throw .gaveUp(Self.shortage(count)) }
        let groups = (0..<Int(count)).map { index -> Range<Int>? in
            let (from, to) = (offsets[2 * index], offsets[2 * index + 1])
            // A group that did not take part has both at PCRE2_UNSET, which is −1. \K may put the end before the
            // beginning.
            return from >= 0 && from <= to && to <= bytes.count ? from..<to : nil
        }
        guard let whole = groups.first ?? nil else { return nil }
        let named = pcre2_substring_number_from_name_8(code, "value")
        let value = named > 0 && Int(named) < groups.count ? groups[Int(named)] : groups.dropFirst().first ?? nil
        return PatternMatch(whole: whole, value: value ?? whole, groups: groups)
    }

    private static func shortage(_ code: Int32) -> MatchingBudget.Shortage {
        [PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_NOMEMORY].contains(code) ? .memory : .time
    }

    /// The named groups with their numbers (`pcre2_pattern_info` with PCRE2_INFO_NAMETABLE), by number.
    package private(set) lazy var names: [(name: String, number: Int)] = {
        var (count, size): (UInt32, UInt32) = (0, 0)
        var table: UnsafePointer<UInt8>?
        guard pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count) == 0, count > 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size) == 0,
            pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0, let table
        else { return [] }
        return (0..<Int(count)).map { index in
            let entry = table + index * Int(size)
            return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
        }.sorted { $0.1 < $1.1 }
    }()

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "it is not a regular expression"
    }
}

/// A match, in UTF-8 bytes.
package struct PatternMatch: Sendable, Equatable {
    package let whole: Range<Int>
    /// The group named `value`, else group 1, else the whole match.
    package let value: Range<Int>
    /// The whole match, then the groups by number; nil for a group that did not take part. Ends with the last that did.
    package let groups: [Range<Int>?]
}

/// An error of a pattern or of matching it.
package enum PatternError: Error, Equatable {
    case tooLong
    /// `offset` counts bytes of the pattern.
    case malformed(message: String, offset: Int)
    /// Matching exceeded this limit.
    case gaveUp(MatchingBudget.Shortage)
}
