/// The domain of a mail or web address, if it tells who somebody is.
enum MailDomain {
    /// `Billing@Example.com`, `https://www.example.com/shop` → `example.com`; nil for another text, and for a domain at
    /// which anybody may have an address.
    static func proving(_ text: String) -> String? {
        var host = text.lowercased().filter { !$0.isWhitespace }[...]
        if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
        host = host.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        host = host.prefix { $0 != ":" }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy(isLabel), labels[labels.count - 1].contains(where: \.isLetter),
            !isShared(labels)
        else { return nil }
        return String(host)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.count) && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
    }

    private static func isShared(_ labels: [Substring]) -> Bool {
        shared.contains(labels.suffix(2).joined(separator: ".")) || providers.contains(String(labels[labels.count - 2]))
            || (labels.count > 2 && labels[labels.count - 2].count <= 3
                && providers.contains(String(labels[labels.count - 3])))
    }

    /// Providers of free addresses, in each country that they have a domain of.
    private static let providers: Set<String> = [
        "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail", "icloud", "gmx",
        "aol", "protonmail", "proton", "mail", "email", "yandex", "zoho", "tutanota", "hushmail", "fastmail", "example",
    ]

    /// Those whose name may be a company's under another domain, providers of access, and shops of many sellers.
    private static let shared: Set<String> = [
        "me.com", "mac.com", "web.de", "freenet.de", "t-online.de", "arcor.de", "online.de", "posteo.de", "mailbox.org",
        "1und1.de", "kabelmail.de", "vodafone.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr",
        "neuf.fr", "bbox.fr", "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "pec.it", "legalmail.it",
        "arubapec.it", "bluewin.ch", "hispeed.ch", "sunrise.ch", "aon.at", "chello.at", "a1.net", "telenet.be",
        "skynet.be", "proximus.be", "ziggo.nl", "kpnmail.nl", "xs4all.nl", "planet.nl", "home.nl", "wp.pl", "o2.pl",
        "onet.pl", "interia.pl", "op.pl", "poczta.pl", "seznam.cz", "centrum.cz", "email.cz", "azet.sk", "zoznam.sk",
        "freemail.hu", "citromail.hu", "abv.bg", "mail.ru", "bk.ru", "list.ru", "rambler.ru", "ukr.net", "qq.com",
        "163.com", "126.com", "naver.com", "telia.com", "online.no", "bigpond.com", "btinternet.com", "sky.com",
        "virginmedia.com", "talktalk.net", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "terra.es",
        "telefonica.net", "sapo.pt", "facebook.com", "instagram.com", "linkedin.com", "ebay.com", "ebay.de",
        "amazon.com", "etsy.com", "wixsite.com", "jimdo.com", "wordpress.com", "blogspot.com", "google.com",
    ]
}
