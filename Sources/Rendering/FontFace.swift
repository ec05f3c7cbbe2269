import CPoppler

/// A font of the machine, found by fontconfig, and the characters it has. Not thread-safe.
final class FontFace {
    let face: OpaquePointer
    private let pattern: OpaquePointer
    /// Belongs to `pattern`.
    private let characters: OpaquePointer?

    /// The font that is most like `family` and, if a character is given, has it. Nil if the machine has no font.
    init?(family: String, isBold: Bool, having scalar: Unicode.Scalar? = nil) {
        guard let wanted = FcPatternCreate() else { return nil }
        defer { FcPatternDestroy(wanted) }
        FcPatternAddString(wanted, FC_FAMILY, family)
        FcPatternAddInteger(wanted, FC_WEIGHT, isBold ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL)
        FcPatternAddBool(wanted, FC_SCALABLE, 1)
        if let scalar, let set = FcCharSetCreate() {
            FcCharSetAddChar(set, scalar.value)
            FcPatternAddCharSet(wanted, FC_CHARSET, set)
            FcCharSetDestroy(set)
        }
        FcConfigSubstitute(nil, wanted, FcMatchPattern)
        FcDefaultSubstitute(wanted)
        var result = FcResultNoMatch
        guard let found = FcFontMatch(nil, wanted, &result) else { return nil }
        guard let face = cairo_ft_font_face_create_for_pattern(found) else {
            FcPatternDestroy(found)
            return nil
        }
        var set: OpaquePointer?
        (self.face, pattern) = (face, found)
        characters = FcPatternGetCharSet(found, FC_CHARSET, 0, &set) == FcResultMatch ? set : nil
    }

    deinit {
        cairo_font_face_destroy(face)
        FcPatternDestroy(pattern)
    }

    func has(_ scalar: Unicode.Scalar) -> Bool { FcCharSetHasChar(characters, scalar.value) != 0 }
}
