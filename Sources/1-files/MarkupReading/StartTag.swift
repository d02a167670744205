public import Diagnostics
import CLibXML2

/// One start tag, valid only inside the call that hands it over.
public struct StartTag {
    /// Number of the local name in the vocabulary, or −1.
    public let name: Int
    /// Number of the namespace in the vocabulary's list, or −1 for another or none.
    public let namespace: Int
    let localName: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>?
    let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    public let attributeCount: Int
    let session: Unmanaged<MarkupSession>

    public var localNameString: String { localName.map { String(cString: $0) } ?? "" }
    public var namespaceString: String { uri.map { String(cString: $0) } ?? "" }

    /// Number of an attribute's local name in the vocabulary, or −1.
    public func attributeName(_ index: Int) -> Int {
        session._withUnsafeGuaranteedRef { $0.number(ofName: attributes?[5 * index]) }
    }
    public func attributeLocalName(_ index: Int) -> String { attributes?[5 * index].map { String(cString: $0) } ?? "" }
    public func attributeNamespaceString(_ index: Int) -> String {
        attributes?[5 * index + 2].map { String(cString: $0) } ?? ""
    }
    public func attributeValue(_ index: Int) -> MarkupText {
        guard let start = attributes?[5 * index + 3], let end = attributes?[5 * index + 4] else {
            return MarkupText(UnsafeBufferPointer(start: nil, count: 0), session)
        }
        return MarkupText(UnsafeBufferPointer(start: start, count: end - start), session)
    }
    /// The value of the attribute with that number in the vocabulary, in whatever namespace, or nil.
    public func attribute(_ name: Int) -> MarkupText? {
        for i in 0..<attributeCount where attributeName(i) == name { return attributeValue(i) }
        return nil
    }

    /// Line of the tag's first character.
    public var line: Int { session._withUnsafeGuaranteedRef { $0.startOfTag().line } }
    /// File, line and column of the tag's first character.
    public var position: SourcePosition { session._withUnsafeGuaranteedRef { $0.startOfTag() } }
}

/// Listens to a document as it streams by.
public protocol MarkupHandler: AnyObject {
    var vocabulary: MarkupVocabulary { get }
    /// A start tag. What is thrown stops the reading and comes out of `MarkupReader.stream`.
    func start(_ tag: StartTag) throws
    /// An end tag with the text since the last start or end tag.
    /// - Parameter name: as in `StartTag.name`.
    func end(_ name: Int, text: MarkupText) throws
}
