package import Invoices
import JSON
import Storage

/// What an account's administrators set, as the contract writes it.
package enum AccountSettingsJSON {
    /// Throws all faults together.
    static func draft(_ form: Form) throws -> AccountSettings {
        let threshold = form.number("reviewThreshold", in: ReviewRule.thresholds)
        let datev = form.object("datev").flatMap(datev)
        form.close()
        try form.check()
        return AccountSettings(reviewThreshold: threshold, datev: datev)
    }

    /// Reads the object `datev` alone, e.g. from a file. Throws `APIError`.
    package static func datev(_ json: [UInt8]) throws -> DATEVSettings {
        let form: Form
        do { form = Form(try JSONReader.read(json, limits: Call.jsonLimits)) } catch let error as JSONError {
            throw APIError.unreadable(error)
        }
        let datev = datev(form)
        try form.check()
        guard let datev else { throw APIError.internalError }
        return datev
    }

    static func write(_ settings: AccountSettings, into json: inout JSONWriter) {
        json.member("reviewThreshold", settings.reviewThreshold ?? ReviewRule.standardThreshold)
        json.name("datev")
        if let datev = settings.datev { json.object { datev.write(into: &$0) } } else { json.null() }
    }

    // MARK: DATEV

    private static func datev(_ form: Form) -> DATEVSettings? {
        let consultant = form.required("consultant") { form.whole($0, in: DATEVSettings.consultants) }
        let client = form.required("client") { form.whole($0, in: DATEVSettings.clients) }
        let start = form.required("fiscalYearStart") { day(form, $0) }
        let length = form.required("accountLength") { form.whole($0, in: DATEVSettings.accountLengths) }
        let (account, creditor) = (
            form.text("defaultAccount", in: 1...9), form.text("defaultCreditorAccount", in: 1...9)
        )
        let keys = form.value("taxKeys").map { taxKeys($0, form) } ?? [:]
        form.close()
        guard let consultant, let client, let start, let length else { return nil }
        let settings = DATEVSettings(
            consultant: consultant, client: client, fiscalYearStart: start, accountLength: length,
            defaultAccount: account, defaultCreditorAccount: creditor, taxKeys: keys)
        check(settings, form)
        return settings
    }

    private static func day(_ form: Form, _ name: String) -> CalendarDate? {
        guard let text = form.text(name, in: 1...40) else { return nil }
        guard let day = CalendarDate(text), (day.month, day.day) != (2, 29) else {
            return form.fault(name, "format", "\(name) must be the first day of a fiscal year, like 2026-01-01.")
        }
        return day
    }

    private static func check(_ settings: DATEVSettings, _ form: Form) {
        let length = settings.accountLength
        if let account = settings.defaultAccount, !settings.isAccount(account) {
            form.note("defaultAccount", "format", "defaultAccount must have 1 to \(length) digits, not all 0.")
        }
        if let account = settings.defaultCreditorAccount, !settings.isCreditorAccount(account) {
            form.note(
                "defaultCreditorAccount", "format",
                "defaultCreditorAccount must have 1 to \(length + 1) digits, not all 0.")
        }
    }

    private static let mostKeys = 100

    /// Rates have one form, whatever was written: `19.0` is `19`.
    private static func taxKeys(_ json: JSONValue, _ form: Form) -> [String: String] {
        guard let members = json.members, members.count <= mostKeys else {
            form.note("taxKeys", "type", "taxKeys must be an object of at most \(mostKeys) rates and their keys.")
            return [:]
        }
        var keys: [String: String] = [:]
        for member in members {
            let place = "taxKeys/\(member.name.replacing("~", with: "~0").replacing("/", with: "~1"))"
            guard let (name, key) = taxKey(member, at: place, form) else { continue }
            if keys.updateValue(key, forKey: name) != nil {
                form.noteElement(place, "duplicate", "The rate \(name) is there twice.")
            }
        }
        return keys
    }

    private static func taxKey(
        _ member: JSONValue.Member, at place: String, _ form: Form
    ) -> (name: String, key: String)? {
        guard let name = taxName(member.name) else {
            let categories = DATEVSettings.categories.sorted().joined(separator: ", ")
            return form.noteElement(
                place, "not_allowed",
                "\(member.name.prefix(64)) must be a rate in percent like 19 or 5.5, or one of \(categories).")
        }
        guard let key = member.value.string, key.utf8.count <= 4, key.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            return form.noteElement(place, "format", "The key must be a text of at most 4 digits, empty for none.")
        }
        return (name, key)
    }

    private static func taxName(_ text: String) -> String? {
        if DATEVSettings.categories.contains(text) { return text }
        guard let rate = Amount(literal: text), rate >= Amount(0), rate <= Amount(100) else { return nil }
        return rate.literal
    }
}
