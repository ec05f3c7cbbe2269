/* Result::text() as UTF-8. */
#define ZX_USE_UTF8 1
#include "czxing.h"
#include <ZXing/ReadBarcode.h>
#include <algorithm>

using namespace ZXing;

static czxing_code describe(const Result &result, const std::string &text) {
    czxing_code code = {text.data(), text.size(), INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (const auto &corner : result.position()) {
        code.left = std::min(code.left, corner.x);
        code.right = std::max(code.right, corner.x);
        code.top = std::min(code.top, corner.y);
        code.bottom = std::max(code.bottom, corner.y);
    }
    return code;
}

/* No exception may pass through the callers, which are not C++. */
int32_t czxing_read(const uint8_t *pixels, int32_t width, int32_t height, void *context,
                    void (*found)(void *context, const struct czxing_code *code)) {
    try {
        int32_t count = 0;
        auto hints = DecodeHints().setFormats(BarcodeFormat::QRCode).setTryRotate(false);
        for (const auto &result : ReadBarcodes(ImageView(pixels, width, height, ImageFormat::Lum), hints)) {
            if (!result.isValid()) continue;
            auto text = result.text();
            auto code = describe(result, text);
            found(context, &code);
            count += 1;
        }
        return count;
    } catch (...) {
        return -1;
    }
}
