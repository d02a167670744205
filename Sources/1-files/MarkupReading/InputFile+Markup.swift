import CLibXML2
import Diagnostics
import FileReading

extension MarkupReader {
    /// Whether the first bytes of a file are those of an XML document: < after a byte-order mark and white space, or
    /// a wide encoding, or nothing but white space, of which libxml2 then says what follows.
    public static func looksLikeMarkup(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0, 0x3C]) {
            return true
        }
        let text = head.dropFirst(head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).drop(while: MarkupText.isSpace)
        return text.isEmpty || text.first == 0x3C
    }
}

extension InputFile {
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

    /// - Throws: `InputError` `file-not-xml` that says what the file is instead.
    func refuseUnlessMarkup() throws(InputError) {
        let head = upcoming(64)
        if MarkupReader.looksLikeMarkup(head) { return }
        let first = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let kinds: [([UInt8], String, String)] = [
            ([0x50, 0x4B], "a ZIP archive", "unpack it and name the XML file inside"),
            (Array("SQLite format 3".utf8), "an SQLite or GeoPackage database", "export it as XML"),
            (Array("%PDF".utf8), "a PDF document", "name the data file itself"),
            ([0x49, 0x49, 0x2A, 0], "a TIFF picture", "give it where a grid is asked for"),
            ([0xFD, 0x37, 0x7A], "an xz archive", "unpack it, or compress it with gzip"),
            ([0x42, 0x5A, 0x68], "a bzip2 archive", "unpack it, or compress it with gzip"),
            ([0x7B], "text that begins like JSON", "give an XML file"),
        ]
        let known = kinds.first { head[first...].drop(while: MarkupText.isSpace).starts(with: $0.0) }
        let isText = head.allSatisfy { $0 >= 0x20 || MarkupText.isSpace($0) }
        let found = known?.1 ?? (isText ? "text without markup" : "binary data")
        throw InputError(
            "file-not-xml", at: SourcePosition(file: path, line: 1, column: 1),
            "this is no XML file: it is \(found), and XML begins with <",
            remedy: known?.2 ?? "name an XML file")
    }
}
