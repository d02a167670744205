import CLibXML2
import Diagnostics
import Glibc
import Synchronization

/// A schema in the form libxml2 checks with, made from texts in memory.
final class CompiledSchema {
    let pointer: xmlSchemaPtr

    /// - Throws: `FailureError` when the schema is none, or imports what was not given: a fault of the program.
    init(_ text: String, name: String, imports: [String: String]) throws {
        let shelf = SchemaShelf.put(imports)
        defer { SchemaShelf.clear(shelf) }
        var text = text
        let document = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                xmlReadMemory(
                    $0.baseAddress, Int32($0.count), "\(SchemaShelf.scheme)/\(shelf)/\(name)", nil,
                    Int32(XML_PARSE_NONET.rawValue))
            }
        }
        guard let document else { throw FailureError("the schema \(name) is not well-formed") }
        defer { xmlFreeDoc(document) }
        try Self.refuseOutside(document, name, imports)
        guard let parser = xmlSchemaNewDocParserCtxt(document) else { throw FailureError("out of memory") }
        defer { xmlSchemaFreeParserCtxt(parser) }
        let complaint = Complaint()
        xmlSchemaSetParserStructuredErrors(
            parser,
            { complaint, error in
                guard let complaint, let message = error?.pointee.message else { return }
                Unmanaged<Complaint>.fromOpaque(complaint)._withUnsafeGuaranteedRef { $0.text += String(cString: message) }
            }, Unmanaged.passUnretained(complaint).toOpaque())
        let schema = withExtendedLifetime(complaint) { xmlSchemaParse(parser) }
        guard let schema else { throw FailureError("the schema \(name) cannot be used: \(complaint.text)") }
        pointer = schema
    }

    deinit { xmlSchemaFree(pointer) }

    private final class Complaint { var text = "" }

    /// Every import and include must name a text that was given.
    private static func refuseOutside(_ document: xmlDocPtr, _ name: String, _ imports: [String: String]) throws {
        var child = xmlDocGetRootElement(document)?.pointee.children
        while let node = child {
            child = node.pointee.next
            guard node.pointee.type == XML_ELEMENT_NODE, let value = xmlGetNoNsProp(node, "schemaLocation") else { continue }
            defer { free(value) }
            let location = String(cString: value)
            if imports[location] == nil {
                throw FailureError("the schema \(name) refers to \(location), which was not given with it")
            }
        }
    }
}

/// Where libxml2 finds imported schemas while one is compiled: addresses of a scheme of our own, answered from
/// memory.
///
/// libxml2 has one table of such answerers per process, hence the lock; texts are on the shelf only while their
/// schema is compiled.
private enum SchemaShelf {
    static let scheme = "lifeline-schema:"
    private static let texts = Mutex<(next: Int, byShelf: [Int: [String: String]])>((0, [:]))

    static func put(_ imports: [String: String]) -> Int {
        _ = registration
        return texts.withLock { shelves in
            shelves.next += 1
            shelves.byShelf[shelves.next] = imports
            return shelves.next
        }
    }
    static func clear(_ shelf: Int) { texts.withLock { $0.byShelf[shelf] = nil } }

    /// The text at an address `lifeline-schema:/12/name.xsd`.
    private static func text(at address: String) -> String? {
        let parts = address.dropFirst(scheme.count + 1).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let shelf = Int(parts[0]) else { return nil }
        return texts.withLock { $0.byShelf[shelf]?[String(parts[1])] }
    }

    /// Bytes being handed to libxml2.
    private final class Reading {
        var rest: ArraySlice<UInt8>
        init(_ text: String) { rest = Array(text.utf8)[...] }
    }

    private static let registration: Int32 = xmlRegisterInputCallbacks(
        { name in name.map { String(cString: $0).hasPrefix(scheme) } == true ? 1 : 0 },
        { name in
            guard let name, let text = text(at: String(cString: name)) else { return nil }
            return Unmanaged.passRetained(Reading(text)).toOpaque()
        },
        { reading, target, capacity in
            guard let reading, let target else { return -1 }
            return Unmanaged<Reading>.fromOpaque(reading)._withUnsafeGuaranteedRef { reading in
                let part = reading.rest.prefix(Int(capacity))
                for (i, byte) in part.enumerated() { target[i] = CChar(bitPattern: byte) }
                reading.rest = reading.rest.dropFirst(part.count)
                return Int32(part.count)
            }
        },
        { reading in
            if let reading { Unmanaged<Reading>.fromOpaque(reading).release() }
            return 0
        })
}
