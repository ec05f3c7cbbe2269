import Patterns
import Testing

/// Short forms of what scripts/attack does with patterns: none may hold a thread.
@Suite(.timeLimit(.minutes(20)))
struct PatternAttackTests {
    private static let words = String(repeating: "abcdefghijklmnop qrstuvwxyz ", count: 3700)
    private static let letters = String(repeating: "a", count: 100_000)

    @Test(arguments: [
        "(a+)+$", "(a|a)*$", "(a|aa)+$", "([a-zA-Z]+)*$", "(.*a){20}", "(.*)*x~", "(\\w+\\s?)+~$", "(x+x+)+y",
        "((a*)*)*~",
        "(?:a?){16}a{16}~", "(?=(a+))a*b\\1", "(?s)(.*?,){30}P", "(a{1,100}){1,100}b", "(?:(?:[^x]+)+)y", "(?R)?~",
        // Few steps, each over the whole text.
        "(?s).*.*.*~~", "\\w*\\w*\\w*~~", "(?s)(.+)\\1+~~", "(\\X+)+~~", "(*NO_START_OPT)(?s).*.*.*z",
    ])
    func `a pattern that explodes gives up soon, on any text`(_ text: String) throws {
        let pattern = try Pattern(text)
        for subject in [Self.words, Self.letters] {
            // Without its limits it would go on for days.
            _ = try? pattern.firstMatch(in: subject)
        }
    }

    @Test func `a pattern that goes over a page's lines and words is no attack`() throws {
        let page = String(repeating: "Pos. 17 Schraubensatz verzinkt 12,50 EUR\n", count: 120) + "Summe 1500,00"
        for pattern in [
            "(?:[^\\n]*\\n)*Summe (.*)", "(?:\\S+\\s+)*Summe (.*)", "(?:.|\\n)*?Summe (.*)", "(?s)Pos.*Summe (.*)",
        ] {
            let match = try #require(try Pattern(pattern).firstMatch(in: page), "\(pattern)")
            #expect(match.value == page.utf8.count - 7..<page.utf8.count)
        }
    }

    @Test func `what one search leaves of the time, the next may use, and no more`() throws {
        let budget = MatchingBudget(time: .milliseconds(40))
        let (slow, quick) = (try Pattern("(a+)+$", within: budget), try Pattern("a", within: budget))
        #expect(try quick.firstMatch(in: "a") != nil)
        #expect(throws: PatternError.gaveUp(.time)) { try slow.firstMatch(in: Self.letters + "b") }
        // A search ends by its number of steps, too: so many of them as use the time up.
        #expect(throws: PatternError.gaveUp(.time)) {
            while true {
                _ = try? slow.firstMatch(in: Self.letters + "b")
                _ = try quick.firstMatch(in: "a")
            }
        }
    }

    @Test func `what a pattern takes is free again when it goes, and when it cannot be read`() throws {
        let budget = MatchingBudget(memory: 300_000)
        for _ in 0..<3 { #expect(try Pattern("a", within: budget).firstMatch(in: "a") != nil) }
        for _ in 0..<3 { #expect(throws: PatternError.self) { try Pattern("(", within: budget) } }
        #expect(budget.held == 0 && budget.most > 0)
        let kept = try Pattern("a", within: budget)
        #expect(throws: PatternError.gaveUp(.memory)) { try Pattern("b", within: budget) }
        #expect(try kept.firstMatch(in: "a") != nil)
    }

    @Test func `what a search goes back to is part of the memory`() throws {
        let pattern = "(*NO_START_OPT)(?:(a)|b)*c"
        #expect(throws: PatternError.gaveUp(.memory)) {
            try Pattern(pattern, within: MatchingBudget(memory: 400_000)).firstMatch(in: Self.letters)
        }
    }

    @Test func `a group that took no part is no place in the text`() throws {
        let match = try #require(try Pattern("(x)?(b)(?<value>y)?").firstMatch(in: "abc"))
        #expect(match.groups == [1..<2, nil, 1..<2])
        #expect(match.value == 1..<2)
        #expect(try Pattern("(?<value>x)?b(c)").firstMatch(in: "abc")?.value == 1..<3)
    }

    @Test func `half a character is matched by no pattern`() {
        #expect(throws: PatternError.self) { try Pattern("\\C") }
    }

    @Test func `a match far into the text is found, wherever it begins`() throws {
        for blanks in [0, 31, 32, 33, 64, 99, 5000] {
            let text = String(repeating: "ä", count: blanks) + "Nr. 4711"
            let match = try #require(try Pattern("Nr\\. (\\d+)$").firstMatch(in: text))
            #expect(match.whole == blanks * 2..<blanks * 2 + 8)
            #expect(match.value == blanks * 2 + 4..<blanks * 2 + 8)
        }
        #expect(try Pattern("$").firstMatch(in: letters40)?.whole == 40..<40)
        #expect(try Pattern("b").firstMatch(in: letters40) == nil)
        #expect(try Pattern("(?<=a{3})a$").firstMatch(in: letters40)?.whole == 39..<40)
    }

    private let letters40 = String(repeating: "a", count: 40)
}
