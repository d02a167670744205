import Diagnostics
import NetworkModel

/// Objects of CIM files and what the files say of each, over all files.
struct CIMData {
    struct Object {
        /// Number in `strings`.
        var id: Int32
        /// nil for a class that is not understood.
        var type: CIMWord?
        /// Number in `strings` of the class as written.
        var typeName: Int32
        /// Whether a file defines it (rdf:ID); others only add to it (rdf:about).
        var isDefined: Bool
        var file: Int32
        var line: Int32
        /// Its last statement in `statements`; −1 for none.
        var last: Int32 = -1
    }
    struct Statement {
        var property: CIMWord
        /// Number in `strings` of the text or of the identifier referred to.
        var value: Int32
        var file: Int32
        var line: Int32
        /// The statement before this one about the same object.
        var previous: Int32
    }

    var strings = StringTable()
    var files: [String] = []
    var objects: [Object] = []
    var objectOfID: [Int32: Int] = [:]
    var statements: [Statement] = []
    /// Time of the state that each file describes.
    var dates: [String: String] = [:]

    /// What was said last about a property.
    func statement(_ object: Int, _ property: CIMWord) -> Statement? {
        var next = objects[object].last
        while next >= 0 {
            let statement = statements[Int(next)]
            if statement.property == property { return statement }
            next = statement.previous
        }
        return nil
    }
    func text(_ object: Int, _ property: CIMWord) -> String? {
        statement(object, property).map { strings[$0.value] }
    }
    /// The object referred to; nil when there is no reference or nothing at its end.
    func target(_ object: Int, _ property: CIMWord) -> Int? {
        statement(object, property).flatMap { objectOfID[$0.value] }
    }
    /// - Throws: `InputError` `not-a-number`.
    func number(_ object: Int, _ property: CIMWord) throws -> Double? {
        guard let statement = statement(object, property) else { return nil }
        let text = strings[statement.value]
        if let value = Double(text), value.isFinite { return value }
        throw InputError(
            "not-a-number", at: position(statement), "<\(property.rawValue)> holds '\(text.prefix(60))', which is no number",
            remedy: "correct the value, or export the file again")
    }
    /// nil when nothing is said.
    func flag(_ object: Int, _ property: CIMWord) -> Bool? {
        text(object, property).map { $0 == "true" || $0 == "1" }
    }
    func id(_ object: Int) -> String { strings[objects[object].id] }
    func position(_ object: Int) -> SourcePosition {
        SourcePosition(file: files[Int(objects[object].file)], line: Int(objects[object].line))
    }
    func position(_ statement: Statement) -> SourcePosition {
        SourcePosition(file: files[Int(statement.file)], line: Int(statement.line))
    }
}
