import CLibXML2
import Diagnostics

/// Puts what libxml2 complains about into words, with a code for each kind of trouble.
enum MalformedMarkup {
    /// - Parameter openElements: how many elements were open when the trouble came up.
    static func error(
        _ code: Int, _ message: String, at place: SourcePosition, openElements: Int
    ) -> InputError {
        let said = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "unreadable"
        func found(_ kinds: xmlParserErrors...) -> Bool { kinds.contains { code == Int($0.rawValue) } }
        func says(_ pieces: String...) -> Bool { pieces.contains { said.contains($0) } }

        if found(XML_NS_ERR_UNDEFINED_NAMESPACE) {
            return InputError(
                "xml-undeclared-prefix", at: place, "a prefix stands for no namespace: \(said)",
                remedy: "declare it in the first element, as xmlns:prefix=\"…\"")
        }
        if found(XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY) {
            return InputError(
                "xml-undeclared-entity", at: place, "the file uses a name that it does not explain: \(said)",
                remedy: "write the character itself; a plain & is written &amp;")
        }
        if found(XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_INVALID_ENCODING, XML_I18N_CONV_FAILED)
            || says("not proper UTF-8", "conversion failed")
        {
            return InputError(
                "xml-encoding", at: place, "the characters are not in the encoding that the file declares: \(said)",
                remedy: "save the file as UTF-8, or correct encoding=\"…\" in its first line")
        }
        if says("too long", "Excessive depth", "Huge input", "limit") {
            return InputError(
                "xml-too-large", at: place, "a name, an attribute or the nesting is larger than any real data: \(said)",
                remedy: "an attribute may hold 10 MB, and elements may be nested 256 deep; check how the file was made")
        }
        if openElements > 0, says("Premature end", "EndTag: '</' not found", "Couldn't find end of Start Tag") {
            return InputError(
                "xml-malformed", at: place,
                "this is not well-formed XML: the file ends in the middle, with \(openElements) elements still open",
                remedy: "it was probably cut off; copy or download it again")
        }
        return InputError(
            "xml-malformed", at: place, "this is not well-formed XML: \(said)",
            remedy: "mend the file at this place, or export it again; xmllint shows the same place")
    }
}
