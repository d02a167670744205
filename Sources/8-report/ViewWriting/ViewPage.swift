import Computation
import Diagnostics
import FoundationEssentials
import NetworkModel
import ReportWriting
import ScenarioModel

/// The page: `view.html` with the style, the program, the words and the data put in.
///
/// Nothing may be loaded and nothing may run but the style and the program whose digests stand in the page's
/// Content-Security-Policy (W3C, CSP Level 3, §6.7): a name from the data that got past every other guard would still
/// not run.
struct ViewPage {
    let input: ReportInput
    let options: ViewOptions
    let words: ViewWords
    let data: ViewData

    /// The parts of the program, in the order in which they build on each other.
    static let scripts: [[UInt8]] = [
        PackageResources.view_data_js, PackageResources.view_words_js, PackageResources.view_city_js,
        PackageResources.view_states_js, PackageResources.view_causes_js, PackageResources.view_index_js,
        PackageResources.view_camera_js, PackageResources.view_pixels_js, PackageResources.view_palette_js,
        PackageResources.view_hazard_js, PackageResources.view_networks_js, PackageResources.view_places_js,
        PackageResources.view_map_js, PackageResources.view_time_js, PackageResources.view_now_js,
        PackageResources.view_details_js, PackageResources.view_search_js, PackageResources.view_table_js,
        PackageResources.view_layers_js, PackageResources.view_follow_js, PackageResources.view_main_js,
    ]

    static var program: [UInt8] { Array("\"use strict\";\n{\n".utf8) + scripts.joined() + Array("}\n".utf8) }

    func bytes() throws -> [UInt8] {
        let program = Self.program, style = PackageResources.view_css
        let policy = [
            "default-src 'none'", "script-src '\(Self.digest(program))'", "style-src '\(Self.digest(style))'",
            "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
        ].joined(separator: "; ")
        let pieces: [String: [UInt8]] = [
            "policy": Self.escaped(policy), "style": style, "program": program, "head": try data.head(words),
            "data": Self.base64(data.columns.bytes),
            "title": Self.escaped(Hygiene.oneLine(input.scenario.title, limit: 200)),
            "place": Self.escaped(Hygiene.oneLine(input.model.name, limit: 120)),
            "question": Self.escaped(Hygiene.oneLine(input.scenario.question, limit: 600)),
        ]
        return try Self.fill(PackageResources.view_html) { key in
            if let piece = pieces[key] { return piece }
            guard let word = words.byKey[key] else { throw FailureError("the page asks for '\(key)', which has no word") }
            return Self.escaped(word)
        }
    }

    /// Puts pieces where `{{key}}` stands, in one pass: what is put in is not looked at again.
    static func fill(_ template: [UInt8], _ piece: (String) throws -> [UInt8]) rethrows -> [UInt8] {
        var page: [UInt8] = []
        var rest = template[...]
        while let open = rest.firstRange(of: Array("{{".utf8)), let close = rest[open.upperBound...].firstRange(of: Array("}}".utf8)) {
            page += rest[..<open.lowerBound]
            page += try piece(String(decoding: rest[open.upperBound..<close.lowerBound], as: UTF8.self))
            rest = rest[close.upperBound...]
        }
        return page + rest
    }

    /// As a Content-Security-Policy names a script or style: its SHA-256 in base 64.
    static func digest(_ text: [UInt8]) -> String {
        var digest = SHA256()
        digest.update(text)
        let digits = Array(digest.hexadecimal())
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<($0 + 2)]), radix: 16) }
        return "sha256-" + String(decoding: base64(bytes), as: UTF8.self)
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] { Array(Data(bytes).base64EncodedData()) }

    /// Text as HTML shows it, in an element or between double quotes.
    static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
        return bytes
    }
}
