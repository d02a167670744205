import CLibXML2
public import Diagnostics
import Glibc

/// A file opened for reading, decompressed on the way when it is gzip. At most one chunk of it is in memory.
public final class InputFile {
    public let path: String
    private var descriptor: Int32 = -1
    /// libxml2's own decompressing stream, for gzip.
    private var decompressor: xmlParserInputBufferPtr?
    private let chunk: UnsafeMutableRawPointer
    private var start = 0, end = 0
    private static let chunkSize = 1 << 17

    /// Whether reading or decompression broke off before the end.
    public private(set) var brokeOff = false

    /// - Throws: `InputError` with code `file-missing`, `file-is-directory`, `file-unreadable`, `file-empty` or
    ///   `gzip-truncated`.
    public init(_ path: String) throws(InputError) {
        self.path = path
        chunk = .allocate(byteCount: Self.chunkSize, alignment: 16)
        let place = SourcePosition(file: path)
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.unreadable(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw InputError(
                "file-is-directory", at: place, "this is a folder, not a file",
                remedy: "name the file inside the folder")
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
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if decompressor != nil { xmlFreeParserInputBuffer(decompressor) }
        chunk.deallocate()
    }

    /// Copies the next bytes out; 0 at the end, −1 when reading fails.
    public func read(into target: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int {
        if start == end { fill() }
        let count = min(capacity, end - start)
        memcpy(target, chunk + start, count)
        start += count
        return count == 0 && brokeOff ? -1 : count
    }

    /// The error for gzip data that ends or breaks before its time.
    public var truncated: InputError {
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

    /// The bytes that are in memory and not read yet: after opening, the first of the file, at most `count`.
    public func upcoming(_ count: Int) -> [UInt8] { (start..<min(end, start + count)).map { byte($0) } }

    /// The first bytes of a file, unpacked: what tells formats apart.
    public static func head(of path: String, _ count: Int) throws(InputError) -> [UInt8] {
        try InputFile(path).upcoming(count)
    }

    /// All bytes of a file, unpacked.
    /// - Throws: as the initialiser, and `file-too-large` when there are more than `limit`.
    public static func contents(of path: String, atMost limit: Int) throws(InputError) -> [UInt8] {
        let file = try InputFile(path)
        var bytes: [UInt8] = []
        while true {
            if file.start == file.end { file.fill() }
            if file.start == file.end { break }
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: file.chunk + file.start, count: file.end - file.start))
            file.start = file.end
            guard bytes.count <= limit else {
                throw InputError(
                    "file-too-large", at: SourcePosition(file: path), "the file is larger than \(limit >> 20) MB",
                    remedy: "split it, or export it as a GeoPackage, which is read piece by piece")
            }
        }
        if file.brokeOff { throw file.truncated }
        return bytes
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
