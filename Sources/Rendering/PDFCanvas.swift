import CPoppler

/// Draws pages of text and rules into a PDF in memory. Lengths are in points from the top left. Not thread-safe.
package final class PDFCanvas {
    package struct Style: Sendable {
        package var size: Double
        package var isBold: Bool
        /// 0 is black.
        package var grey: Double

        package init(size: Double, isBold: Bool = false, grey: Double = 0) {
            (self.size, self.isBold, self.grey) = (size, isBold, grey)
        }
    }

    /// What Cairo has written so far.
    private final class Output { var bytes: [UInt8] = [] }

    private let output = Output()
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let fonts: FontSet

    /// Throws if the machine has no fonts or Cairo cannot begin.
    package init(width: Double, height: Double) throws(RenderingError) {
        fonts = try FontSet()
        let target = Unmanaged.passUnretained(output).toOpaque()
        surface = cairo_pdf_surface_create_for_stream(
            { target, bytes, count in
                guard let target, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Output>.fromOpaque(target).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }, target, width, height)
        context = cairo_create(surface)
        // The same words at the same places on every machine, whatever its screen.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Draws one line of text from `x` on the baseline at `y`.
    package func draw(_ text: String, x: Double, y: Double, _ style: Style) {
        cairo_set_source_rgb(context, style.grey, style.grey, style.grey)
        cairo_move_to(context, x, y)
        for run in fonts.runs(text, isBold: style.isBold) {
            choose(run.face, style)
            cairo_show_text(context, run.text)
        }
    }

    package func width(of text: String, _ style: Style) -> Double {
        fonts.runs(text, isBold: style.isBold).reduce(0) { sum, run in
            choose(run.face, style)
            var extents = cairo_text_extents_t()
            cairo_text_extents(context, run.text, &extents)
            return sum + extents.x_advance
        }
    }

    /// Draws a level rule.
    package func rule(from left: Double, to right: Double, y: Double, grey: Double = 0.6) {
        cairo_set_source_rgb(context, grey, grey, grey)
        cairo_set_line_width(context, 0.5)
        cairo_move_to(context, left, y)
        cairo_line_to(context, right, y)
        cairo_stroke(context)
    }

    package func endPage() { cairo_show_page(context) }

    /// The whole PDF, once the last page has ended. Throws if anything of it could not be drawn.
    package func finish() throws(RenderingError) -> [UInt8] {
        let drawn = cairo_status(context)
        guard drawn == CAIRO_STATUS_SUCCESS else { throw .failed(String(cString: cairo_status_to_string(drawn))) }
        cairo_surface_finish(surface)
        let written = cairo_surface_status(surface)
        guard written == CAIRO_STATUS_SUCCESS else { throw .failed(String(cString: cairo_status_to_string(written))) }
        return output.bytes
    }

    private func choose(_ face: FontFace, _ style: Style) {
        cairo_set_font_face(context, face.face)
        cairo_set_font_size(context, style.size)
    }
}
