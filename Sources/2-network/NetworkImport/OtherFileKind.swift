/// A kind of file that planners have beside their networks and that belongs somewhere else: it is refused with the
/// place where it is wanted.
struct OtherFileKind: Sendable {
    /// With its article: "a table".
    let what: String
    let remedy: String
    let recognises: @Sendable (FileHead) -> Bool

    static let all: [OtherFileKind] = [
        OtherFileKind(what: "a ShakeMap grid", remedy: "name it in a scenario, as the shaking of an earthquake") {
            $0.rootName == "shakemap_grid"
        },
        OtherFileKind(what: "a QuakeML event", remedy: "name it in a scenario, as the source of an earthquake") {
            $0.rootName == "quakeml" || $0.rootName == "eventParameters"
        },
        OtherFileKind(what: "a list of codes", remedy: "leave it out: it only explains codes that other files use") {
            $0.rootName == "Dictionary" && $0.rootNamespace.hasPrefix("http://www.opengis.net/gml")
        },
        OtherFileKind(what: "an XML schema", remedy: "leave it out: it only says how other files are made") {
            $0.rootName == "schema" && $0.rootNamespace == "http://www.w3.org/2001/XMLSchema"
        },
        OtherFileKind(what: "a NRML fragility model", remedy: "name it in a scenario, as a catalogue of fragilities") {
            $0.rootName == "nrml"
        },
        OtherFileKind(what: "a Lifeline project", remedy: "import it alone: lifeline import FILE") {
            $0.rootNamespace == ProjectFile.namespace
        },
        OtherFileKind(what: "a Lifeline scenario", remedy: "run it: lifeline run FILE") {
            $0.rootNamespace == "urn:lifeline:scenario:1"
        },
        OtherFileKind(what: "a grid of values", remedy: "name it in a scenario, as terrain or as water depths, or import it as terrain=FILE") { head in
            let isTIFF = [[0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [0x49, 0x49, 0x2B, 0], [0x4D, 0x4D, 0, 0x2B]]
                .contains { head.bytes.starts(with: $0) }
            return isTIFF || head.text.drop(while: \.isWhitespace).lowercased().hasPrefix("ncols")
        },
        OtherFileKind(
            what: "a table", remedy: "give it as requirements=FILE or reserves=FILE (see lifeline import --help), or draw it as a map layer and export that as GeoJSON or GeoPackage"
        ) { head in
            guard !head.isMarkup, !head.bytes.contains(0) else { return false }
            let lines = head.text.split(whereSeparator: \.isNewline).prefix(3)
            return [",", ";", "\t"].contains { separator in
                lines.count >= 2 && lines.allSatisfy { $0.contains(separator) }
                    && Set(lines.prefix(2).map { $0.split(separator: Character(separator), omittingEmptySubsequences: false).count }).count == 1
            }
        },
    ]
}
