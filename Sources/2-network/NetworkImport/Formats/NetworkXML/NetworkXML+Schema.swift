public import Diagnostics
import MarkupReading

extension NetworkXML {
    /// The XML Schema that describes the format, as text.
    public static var schema: String { String(decoding: PackageResources.lifeline_network_xsd, as: UTF8.self) }

    /// What in a file is against the schema, as errors with file and line.
    ///
    /// Reading already refuses what it cannot use, with plainer words; this is the whole list.
    /// - Throws: `InputError` when the file cannot be read at all.
    public static func schemaIssues(in path: String) throws(InputError) -> [Issue] {
        try SchemaValidator(schema: schema, name: "lifeline-network.xsd").findings(in: path).map {
            Issue(.error, $0.code, at: $0.position, $0.problem, remedy: $0.remedy)
        }
    }
}
