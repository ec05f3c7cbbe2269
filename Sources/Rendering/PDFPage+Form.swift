import CPoppler

extension PDFPage {
    /// What was filled into a form's field, and the field's place. The text layer does not have it.
    package struct FormText {
        package let text: String
        package let area: Area
        /// Points; 0 if the field fits its letters to its size.
        package let fontSize: Double
    }

    /// The texts of the page's fields and the chosen items of its lists, in the file's order; empty on a page that
    /// /Rotate turns sideways, where Poppler gives no places (`poppler_page_get_form_field_mapping`).
    package var formTexts: [FormText] {
        guard !isTurned, let list = poppler_page_get_form_field_mapping(page) else { return [] }
        defer { poppler_page_free_form_field_mapping(list) }
        var found: [FormText] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let node = next {
            next = node.pointee.next
            let mapping = node.pointee.data.assumingMemoryBound(to: PopplerFormFieldMapping.self).pointee
            guard let field = mapping.field, let text = Self.text(of: field) else { continue }
            // Poppler counts these places from the bottom of the page.
            let (low, high) = (min(mapping.area.y1, mapping.area.y2), max(mapping.area.y1, mapping.area.y2))
            let area = Area(
                minX: min(mapping.area.x1, mapping.area.x2), minY: height - high,
                maxX: max(mapping.area.x1, mapping.area.x2), maxY: height - low)
            found.append(FormText(text: text, area: area, fontSize: poppler_form_field_get_font_size(field)))
        }
        return found
    }

    /// Nil for a field without a text: a button, a signature, a password.
    private static func text(of field: OpaquePointer) -> String? {
        switch poppler_form_field_get_field_type(field) {
        case POPPLER_FORM_FIELD_TEXT:
            poppler_form_field_text_is_password(field) == 0 ? owned(poppler_form_field_text_get_text(field)) : nil
        case POPPLER_FORM_FIELD_CHOICE: chosen(in: field)
        default: nil
        }
    }

    private static func chosen(in field: OpaquePointer) -> String? {
        if let typed = owned(poppler_form_field_choice_get_text(field)), !typed.isEmpty { return typed }
        let items = 0..<max(0, poppler_form_field_choice_get_n_items(field))
        let chosen = items.filter { poppler_form_field_choice_is_item_selected(field, $0) != 0 }
            .compactMap { owned(poppler_form_field_choice_get_item(field, $0)) }
        return chosen.isEmpty ? nil : chosen.joined(separator: "\n")
    }

    private static func owned(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { g_free(text) }
        return String(cString: text)
    }
}
