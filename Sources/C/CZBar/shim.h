#pragma once
#include <zbar.h>

/// The fourcc is a macro, which Swift does not see.
static inline unsigned long zbar_grey(void) { return zbar_fourcc('Y', '8', '0', '0'); }
