import CLibXML2
import Diagnostics
import Glibc

/// A file opened for reading, decompressed on the way when it is gzip. At most one chunk of it is in memory.
final class InputFile {
    let path: String
    private var descriptor: Int32 = -1
    /// libxml2's own decompressing stream, for gzip.
    private var decompressor: xmlParserInputBufferPtr?
    private let chunk: UnsafeMutableRawPointer
    private var start = 0, end = 0
    private static let chunkSize = 1 << 17

    /// Whether reading or decompression broke off before the end.
    private(set) var brokeOff = false

    /// - Throws: `InputError` with code `file-missing`, `file-is-directory`, `file-unreadable`, `file-empty` or
    ///   `file-not-xml`.
    init(_ path: String) throws(InputError) {
        self.path = path
        chunk = .allocate(byteCount: Self.chunkSize, alignment: 16)
        let place = SourcePosition(file: path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.unreadable(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw InputError(
                "file-is-directory", at: place, "this is a folder, not a file",
                remedy: "name the XML file inside the folder")
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
        fill()
        if end >= 2, byte(0) == 0x1F, byte(1) == 0x8B {
            close(descriptor)
            descriptor = -1
            decompressor = xmlParserInputBufferCreateFilename(Self.literalName(path), XML_CHAR_ENCODING_NONE)
            guard decompressor != nil else { throw Self.unreadable(path, EIO) }
            fill()
        }
        if brokeOff && start == end { throw truncated }
        guard end > 0 else {
            throw InputError(
                "file-empty", at: place, "the file is empty",
                remedy: "check that it was copied or downloaded completely")
        }
        try refuseOtherFormats()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if decompressor != nil { xmlFreeParserInputBuffer(decompressor) }
        chunk.deallocate()
    }

    /// Copies the next bytes out; 0 at the end, −1 when reading fails.
    func read(into target: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int {
        if start == end { fill() }
        let count = min(capacity, end - start)
        memcpy(target, chunk + start, count)
        start += count
        return count == 0 && brokeOff ? -1 : count
    }

    /// A buffer from which libxml2 reads this file; this object must outlive it.
    func parserBuffer() -> xmlParserInputBufferPtr? {
        guard let buffer = xmlAllocParserInputBuffer(XML_CHAR_ENCODING_NONE) else { return nil }
        buffer.pointee.context = Unmanaged.passUnretained(self).toOpaque()
        buffer.pointee.readcallback = { file, target, capacity in
            guard let file, let target else { return -1 }
            return Int32(
                Unmanaged<InputFile>.fromOpaque(file)._withUnsafeGuaranteedRef { $0.read(into: target, Int(capacity)) })
        }
        return buffer
    }

    /// The error for gzip data that ends or breaks before its time.
    var truncated: InputError {
        InputError(
            "gzip-truncated", at: SourcePosition(file: path),
            "the compressed (gzip) file breaks off or is damaged: it cannot be unpacked to its end",
            remedy: "copy or download it again; `gzip --test` must accept it")
    }

    private func fill() {
        start = 0
        end = 0
        while true {
            let count: Int
            if let stream = decompressor?.pointee, let read = stream.readcallback {
                count = Int(read(stream.context, chunk.assumingMemoryBound(to: CChar.self), Int32(Self.chunkSize)))
            } else {
                count = Glibc.read(descriptor, chunk, Self.chunkSize)
                if count < 0 && errno == EINTR { continue }
            }
            if count < 0 { brokeOff = true }
            end = max(0, count)
            return
        }
    }

    private func byte(_ i: Int) -> UInt8 { chunk.load(fromByteOffset: i, as: UInt8.self) }

    private func refuseOtherFormats() throws(InputError) {
        let head = (0..<min(end, 64)).map { byte($0) }
        var first = 0
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { first = 3 }
        while first < head.count, MarkupText.isSpace(head[first]) { first += 1 }
        let isWide = head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0, 0x3C])
        // Only white space in the first bytes: libxml2 says what follows.
        if isWide || first == head.count || head[first] == 0x3C { return }
        let kinds: [([UInt8], String, String)] = [
            ([0x50, 0x4B], "a ZIP archive", "unpack it and name the XML file inside"),
            (Array("SQLite format 3".utf8), "an SQLite or GeoPackage database", "export it as XML"),
            (Array("%PDF".utf8), "a PDF document", "name the data file itself"),
            ([0x49, 0x49, 0x2A, 0], "a TIFF picture", "give it where a grid is asked for"),
            ([0xFD, 0x37, 0x7A], "an xz archive", "unpack it, or compress it with gzip"),
            ([0x42, 0x5A, 0x68], "a bzip2 archive", "unpack it, or compress it with gzip"),
            ([0x7B], "text that begins like JSON", "give an XML file"),
        ]
        let known = kinds.first { head[first...].starts(with: $0.0) }
        let isText = head.allSatisfy { $0 >= 0x20 || MarkupText.isSpace($0) }
        let found = known?.1 ?? (isText ? "text without markup" : "binary data")
        throw InputError(
            "file-not-xml", at: SourcePosition(file: path, line: 1, column: 1),
            "this is no XML file: it is \(found), and XML begins with <",
            remedy: known?.2 ?? "name an XML file")
    }

    private static func unreadable(_ path: String, _ code: Int32) -> InputError {
        let place = SourcePosition(file: path)
        if code == ENOENT || code == ENOTDIR {
            return InputError(
                "file-missing", at: place, "there is no such file", remedy: "check the name and the folder it is in")
        }
        if code == EACCES || code == EPERM {
            return InputError(
                "file-unreadable", at: place, "you have no permission to read this file",
                remedy: "ask its owner, or change its permissions (chmod +r)")
        }
        return InputError(
            "file-unreadable", at: place, "the file cannot be read: \(String(cString: strerror(code)))",
            remedy: "check the name and the disk it is on")
    }

    /// The name in the form libxml2 reads as just this file: absolute, so that it is neither `-` nor an address,
    /// and with % written out, because it undoes %-escapes.
    private static func literalName(_ path: String) -> String {
        var absolute = path
        if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
            absolute = String(cString: here) + "/" + path
            free(here)
        }
        return absolute.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
    }
}
