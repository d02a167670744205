import Diagnostics
import FoundationEssentials

/// The words of the page in one language, by key; `Resources/view-words-….json` holds them.
struct ViewWords {
    let byKey: [String: String]

    init(_ language: ReportLanguage) throws {
        byKey = try Self.read(language)
    }

    static func read(_ language: ReportLanguage) throws -> [String: String] {
        let bytes = switch language {
        case .english: PackageResources.view_words_en_json
        case .dutch: PackageResources.view_words_nl_json
        }
        return try JSONDecoder().decode([String: String].self, from: Data(bytes))
    }

    subscript(_ key: String) -> String { byKey[key] ?? key }
}
