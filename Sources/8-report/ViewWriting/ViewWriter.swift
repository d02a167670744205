public import Geometry
public import ReportWriting
import ScenarioModel

/// What the writer of a view is told beside the results.
public struct ViewOptions: Sendable {
    /// Whether the page offers to load itself anew every few seconds: for a file that is being rewritten.
    public var canFollow = false
    /// Peak ground acceleration in g over the town, one raster for each shaking event.
    public var shaking: [Raster] = []

    public init() {}
}

/// Writes one page, in the language of the scenario, that shows a run on a map, hour by hour: a single file that needs nothing from outside.
///
/// A pure function of its input: no clock, no files, no locale. The same input gives the same bytes.
public enum ViewWriter {
    /// - Complexity: O(assets + outages + cells of water), and O(n log n) for sorting names.
    public static func html(for input: ReportInput, options: ViewOptions = ViewOptions()) throws -> [UInt8] {
        let words = try ViewWords(input.scenario.language)
        let data = ViewData(input, options)
        return try ViewPage(input: input, options: options, words: words, data: data).bytes()
    }
}
