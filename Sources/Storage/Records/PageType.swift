package enum PageType: String, Sendable, CaseIterable { case cover, header, content, footer, summary, attachment }
