#pragma once
#include <leptonica/allheaders.h>
/* Where the fields of struct Pix are declared since Leptonica 1.83. */
#if __has_include(<leptonica/pix_internal.h>)
#include <leptonica/pix_internal.h>
#endif
#include <tesseract/capi.h>
