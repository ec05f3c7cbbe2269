import CImages

/// A HEIC picture in memory (ISO/IEC 23008-12), as telephones take them, read by libheif.
final class HEICFile {
    private let context: OpaquePointer
    private let handle: OpaquePointer

    /// Opens the primary picture (`heif_context_read_from_memory_without_copy`, `heif_context_get_primary_image_handle`).
    /// `bytes` must live as long as the file.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(RecognitionError) {
        guard let context = heif_context_alloc() else { throw .outOfMemory }
        var handle: OpaquePointer?
        guard
            heif_context_read_from_memory_without_copy(context, bytes.baseAddress, bytes.count, nil).code
                == heif_error_Ok,
            heif_context_get_primary_image_handle(context, &handle).code == heif_error_Ok, let handle
        else {
            heif_context_free(context)
            throw .damaged
        }
        (self.context, self.handle) = (context, handle)
    }

    deinit {
        heif_image_handle_release(handle)
        heif_context_free(context)
    }

    /// The size as the picture is seen, after the turns that the file orders.
    func header() throws(RecognitionError) -> ImageFile.Header {
        let (width, height) = (heif_image_handle_get_width(handle), heif_image_handle_get_height(handle))
        guard width > 0, height > 0 else { throw .damaged }
        return ImageFile.Header(width: Int(width), height: Int(height), bitsPerSample: 8, samples: 3)
    }

    /// Decodes the picture, upright (`heif_decode_image`). The caller must have checked its size.
    func decode() throws(RecognitionError) -> Bitmap {
        var image: OpaquePointer?
        let result = heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nil)
        guard result.code == heif_error_Ok, let image else { throw .damaged }
        defer { heif_image_release(image) }
        var stride: Int32 = 0
        let (width, height) = (
            Int(heif_image_get_width(image, heif_channel_interleaved)),
            Int(heif_image_get_height(image, heif_channel_interleaved))
        )
        guard let data = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride), width > 0, height > 0
        else { throw .damaged }
        return try Bitmap(width: width, height: height) { x, y in
            let at = data + y * Int(stride) + x * 3
            return (at[0], at[1], at[2])
        }
    }
}
