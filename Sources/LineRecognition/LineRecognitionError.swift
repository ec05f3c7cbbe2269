/// Why lines cannot be recognised.
package enum LineRecognitionError: Error, Equatable {
    /// A part is missing in the folder: its name.
    case missing(String)
    /// OpenVINO or a model cannot be used; the library's words.
    case unusable(String)
}
