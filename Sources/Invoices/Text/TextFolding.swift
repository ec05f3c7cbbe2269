/// Text made comparable: lower case, without accents, `Straße` → `strasse`, `Numéro` → `numero`.
package enum TextFolding {
    package static func fold(_ text: String) -> String {
        if text.isPlain { return text.lowercased() }
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                folded.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            } else if let plain = plain[scalar] {
                folded.append(contentsOf: plain.utf8)
            } else if !isLeftOut(scalar) {
                folded.append(contentsOf: String(scalar).lowercased().utf8)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Combining accents, the points of Hebrew vowels, and the marks that tell the direction of text; other alphabets stay
    /// as they are.
    private static func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7: true
        default: scalar.properties.isBidiControl
        }
    }

    package static let plain: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"), ("çćčĉċÇĆČĈĊ", "c"), ("ďđðĎĐÐ", "d"), ("èéêëēĕėęěÈÉÊËĒĔĖĘĚ", "e"),
            ("ĝğġģĜĞĠĢ", "g"), ("ĥħĤĦ", "h"), ("ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", "i"), ("ĵĴ", "j"), ("ķĶ", "k"),
            ("ĺļľŀłĹĻĽĿŁ", "l"), ("ñńņňÑŃŅŇ", "n"), ("òóôõöøōŏőÒÓÔÕÖØŌŎŐ", "o"), ("ŕŗřŔŖŘ", "r"),
            ("śŝşšșŚŜŞŠȘ", "s"), ("ţťŧțŢŤŦȚ", "t"), ("ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", "u"), ("ŵŴ", "w"),
            ("ýÿŷÝŸŶ", "y"), ("źżžŹŻŽ", "z"), ("ßẞ", "ss"), ("æÆ", "ae"), ("œŒ", "oe"), ("þÞ", "th"),
            ("’‘‚‛´`ʼ′", "'"), ("–—‐‑‒―−", "-"), ("“”„«»″", "\""), ("\u{A0}\u{202F}\u{2009}\u{2007}", " "),
            ("άΆ", "α"), ("έΈ", "ε"), ("ήΉ", "η"), ("ίΊϊΪΐ", "ι"), ("όΌ", "ο"), ("ύΎϋΫΰ", "υ"), ("ώΏ", "ω"), ("ς", "σ"),
            ("ёЁ", "е"), ("йЙ", "и"), ("״", "\""), ("׳", "'"),
            ("№", "no"), ("：", ":"), ("ﬁ", "fi"), ("ﬂ", "fl"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letters, replacement) in groups {
            for scalar in letters.unicodeScalars { table[scalar] = replacement }
        }
        return table
    }()
}
