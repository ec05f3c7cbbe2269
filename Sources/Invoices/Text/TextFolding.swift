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
            } else if !(0x300...0x36F).contains(scalar.value) {
                // Combining accents fall away; other alphabets stay as they are.
                folded.append(contentsOf: String(scalar).lowercased().utf8)
            }
        }
        return String(decoding: folded, as: UTF8.self)
    }

    package static let plain: [Unicode.Scalar: String] = {
        let groups: [(String, String)] = [
            ("àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"), ("çćčĉċÇĆČĈĊ", "c"), ("ďđðĎĐÐ", "d"), ("èéêëēĕėęěÈÉÊËĒĔĖĘĚ", "e"),
            ("ĝğġģĜĞĠĢ", "g"), ("ĥħĤĦ", "h"), ("ìíîïĩīĭįıÌÍÎÏĨĪĬĮİ", "i"), ("ĵĴ", "j"), ("ķĶ", "k"),
            ("ĺļľŀłĹĻĽĿŁ", "l"), ("ñńņňÑŃŅŇ", "n"), ("òóôõöøōŏőÒÓÔÕÖØŌŎŐ", "o"), ("ŕŗřŔŖŘ", "r"),
            ("śŝşšșŚŜŞŠȘ", "s"), ("ţťŧțŢŤŦȚ", "t"), ("ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ", "u"), ("ŵŴ", "w"),
            ("ýÿŷÝŸŶ", "y"), ("źżžŹŻŽ", "z"), ("ßẞ", "ss"), ("æÆ", "ae"), ("œŒ", "oe"), ("þÞ", "th"),
            ("’‘‚‛´`ʼ′", "'"), ("–—‐‑‒―−", "-"), ("“”„«»″", "\""), ("\u{A0}\u{202F}\u{2009}\u{2007}", " "),
            ("№", "no"), ("：", ":"), ("ﬁ", "fi"), ("ﬂ", "fl"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (letters, replacement) in groups {
            for scalar in letters.unicodeScalars { table[scalar] = replacement }
        }
        return table
    }()
}
