import Diagnostics
import FileReading
public import NetworkModel

/// TNTP road networks (Transportation Networks for Research, github.com/bstabler/TransportationNetworks): a file of
/// links (`…_net.tntp`) and one of node coordinates (`…_node.tntp`).
///
/// Each line of the link file is one direction; two lines between the same nodes with the same capacity and length, one
/// each way, are one road. The format states no unit of length or time: lengths are taken from the coordinates.
public enum TNTP: NetworkFormat {
    public static let name = "TNTP road network"

    public static var filesBelongTogether: Bool { true }

    public static func recognises(_ head: FileHead) -> Bool {
        if isNetwork(head) { return true }
        let first = head.text.split(whereSeparator: \.isNewline).first ?? ""
        let words = first.lowercased().split { $0 == "\t" || $0 == " " || $0 == ";" }
        return words.count >= 3 && ["node", "id"].contains(words[0]) && words[1] == "x" && words[2] == "y"
    }

    private static func isNetwork(_ head: FileHead) -> Bool {
        head.text.hasPrefix("<NUMBER OF ")
    }

    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        try read(together: [path], into: &builder, &log)
    }

    /// - Throws: `InputError` with file and line for a number that is none, a field that is missing, or a place of no node.
    public static func read(
        together paths: [String], into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        let isNet = try paths.map { isNetwork(try FileHead(of: $0)) }
        guard let first = isNet.firstIndex(of: true), isNet.count(where: { $0 }) == 1 else {
            throw InputError(
                "network-missing", at: SourcePosition(file: paths.first ?? "", line: 1),
                "exactly one file of TNTP links is needed, and \(isNet.count { $0 }) are named",
                remedy: "name one …_net.tntp and its …_node.tntp")
        }
        var assembly = TNTPAssembly(into: builder, file: paths[first])
        for (path, isNet) in zip(paths, isNet) where !isNet { try assembly.readNodes(path) }
        try assembly.readLinks(paths[first])
        assembly.assemble()
        builder = assembly.city
        for path in paths {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            builder.sources.append(DataSource(file: file, format: name))
        }
        log.add(assembly.log)
    }
}
