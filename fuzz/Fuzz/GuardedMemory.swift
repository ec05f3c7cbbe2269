import Foundation

/// Bytes whose last lies before memory that may not be touched: whoever reads beyond them ends the process at once.
final class GuardedMemory {
    private let start: UnsafeMutableRawPointer
    private let size: Int
    let bytes: UnsafeRawBufferPointer

    init(_ content: some Collection<UInt8>) {
        let page = sysconf(Int32(_SC_PAGESIZE))
        size = (content.count + page - 1) / page * page + page
        guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            start != MAP_FAILED, mprotect(start + size - page, page, PROT_NONE) == 0
        else { fatalError("no memory for the fuzzer") }
        self.start = start
        let first = start + size - page - content.count
        UnsafeMutableRawBufferPointer(start: first, count: content.count).copyBytes(from: content)
        bytes = UnsafeRawBufferPointer(start: first, count: content.count)
    }

    deinit { munmap(start, size) }
}
