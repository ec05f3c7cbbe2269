extension Substring {
    /// Without the spaces at both ends.
    package var trimmingBlanks: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
