import Diagnostics
import Foundation
import Geometry
import MarkupReading
import NetworkModel
import Testing

/// A scenario element written in a test.
func element(
    _ name: String, _ attributes: [String: String] = [:], _ children: [MarkupElement] = [], line: Int = 5
) -> MarkupElement {
    MarkupElement(
        name: name, attributes: attributes, children: children,
        position: SourcePosition(file: "test.xml", line: line, column: 3))
}

/// A model with a junction at each place, in a plane.
func city(at places: [Point], epsg: Int = 0, _ add: (inout CityModelBuilder) -> Void = { _ in }) throws -> CityModel {
    var builder = CityModelBuilder()
    builder.epsg = epsg
    for (i, p) in places.enumerated() {
        builder.addNode("n\(1000 + i)", layer: .road, kind: .roadJunction, at: p)
    }
    add(&builder)
    var log = IssueLog()
    return try builder.freeze(&log)
}

/// Writes text to a file in a folder of its own while the body runs.
func withGrid<R>(_ text: String, _ body: (_ folder: String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appendingPathComponent("t.asc"))
    return try body(folder.path)
}

/// A grid of 10 m cells with its lower-left corner at (0, 0), drawn from north to south.
func grid(_ rows: String) -> String {
    let lines = rows.split(separator: "\n")
    let columns = lines[0].split(separator: " ").count
    return "ncols \(columns)\nnrows \(lines.count)\nxllcorner 0\nyllcorner 0\ncellsize 10\n"
        + "NODATA_value -9999\n" + rows + "\n"
}

/// Centre of a cell by its column from the west and row from the north, in a grid of five rows.
func cell(_ column: Int, _ row: Int) -> Point { Point(x: Double(column) * 10 + 5, y: Double(4 - row) * 10 + 5) }

/// The error that a body throws, which must be an `InputError`.
func inputError<R>(_ body: () throws -> R) -> InputError? {
    #expect(throws: InputError.self) { _ = try body() }
}
