#pragma once
#include <libexif/exif-data.h>
#include <libheif/heif.h>
#include <stddef.h>
#include <stdint.h>
#include <tiffio.h>

// Of gdk-pixbuf/gdk-pixbuf.h and glib-object.h: SwiftPM warns of the flags in their pkg-config files.
typedef struct _GdkPixbuf GdkPixbuf;
typedef struct _GdkPixbufLoader GdkPixbufLoader;
struct _GError;
GdkPixbufLoader *gdk_pixbuf_loader_new_with_type(const char *image_type, struct _GError **error);
int gdk_pixbuf_loader_write(GdkPixbufLoader *loader, const uint8_t *bytes, size_t count, struct _GError **error);
int gdk_pixbuf_loader_close(GdkPixbufLoader *loader, struct _GError **error);
GdkPixbuf *gdk_pixbuf_loader_get_pixbuf(GdkPixbufLoader *loader);
int gdk_pixbuf_get_width(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_height(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_rowstride(const GdkPixbuf *pixbuf);
int gdk_pixbuf_get_n_channels(const GdkPixbuf *pixbuf);
const uint8_t *gdk_pixbuf_read_pixels(const GdkPixbuf *pixbuf);
void g_object_unref(void *object);

// TIFFGetField takes its arguments as `...`, which Swift cannot call.
static inline int cimages_tiff_long(TIFF *tiff, uint32_t tag, uint32_t *value) { return TIFFGetField(tiff, tag, value); }
static inline int cimages_tiff_short(TIFF *tiff, uint32_t tag, uint16_t *value) { return TIFFGetFieldDefaulted(tiff, tag, value); }
static inline int cimages_tiff_float(TIFF *tiff, uint32_t tag, float *value) { return TIFFGetField(tiff, tag, value); }
