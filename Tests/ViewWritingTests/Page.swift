import Foundation
@testable import ViewWriting

/// A page taken apart again, by rules written down here once more.
struct Page {
    let text: String
    let head: [String: Any]
    let bytes: [UInt8]

    init(_ html: [UInt8]) throws {
        text = String(decoding: html, as: UTF8.self)
        let json = try Self.element("<script type=\"application/json\" id=\"head\">", in: text)
        head = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
        let data = try Self.element("<script type=\"application/octet-stream\" id=\"data\">", in: text)
        bytes = [UInt8](Data(base64Encoded: data) ?? Data())
    }

    struct Missing: Error { var what: String }

    /// The text of the element that a start tag opens, up to the first end tag: as a browser reads it.
    static func element(_ tag: String, in text: String) throws -> String {
        guard let start = text.range(of: tag), let end = text.range(of: "</", range: start.upperBound..<text.endIndex) else {
            throw Missing(what: tag)
        }
        return String(text[start.upperBound..<end.lowerBound])
    }

    private func entry(_ column: String) -> (start: Int, count: Int) {
        let entry = (head["columns"] as? [String: [Int]])?[column] ?? [0, 0]
        return (entry[0], entry[1])
    }

    func numbers(_ column: String) -> [Int] {
        var (at, count) = entry(column), last = 0
        return (0..<count).map { _ in
            var number = 0, shift = 0
            while true {
                number |= Int(bytes[at] & 127) << shift
                shift += 7
                at += 1
                if bytes[at - 1] < 128 { break }
            }
            last += number % 2 == 0 ? number / 2 : -(number + 1) / 2
            return last
        }
    }

    func texts(_ column: String) -> [String] {
        var (at, count) = entry(column), last: [UInt8] = []
        func whole() -> Int {
            var number = 0, shift = 0
            while true {
                number |= Int(bytes[at] & 127) << shift
                shift += 7
                at += 1
                if bytes[at - 1] < 128 { return number }
            }
        }
        return (0..<count).map { _ in
            let shared = whole(), own = whole()
            last = Array(last[..<shared] + bytes[at..<(at + own)])
            at += own
            return String(decoding: last, as: UTF8.self)
        }
    }
}
