import Diagnostics
import Foundation
import MarkupReading
import TestSupport
import Testing

@Suite struct SchemaValidatorTests {
    private static let schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t"
            elementFormDefault="qualified">
          <xs:element name="town">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="pump" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="id" type="xs:NCName" use="required"/>
                    <xs:attribute name="hours">
                      <xs:simpleType><xs:restriction base="xs:double"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType>
                    </xs:attribute>
                    <xs:attribute name="kind">
                      <xs:simpleType>
                        <xs:restriction base="xs:string"><xs:enumeration value="dry"/><xs:enumeration value="wet"/></xs:restriction>
                      </xs:simpleType>
                    </xs:attribute>
                  </xs:complexType>
                </xs:element>
                <xs:element name="year" type="xs:integer" minOccurs="0"/>
              </xs:sequence>
            </xs:complexType>
          </xs:element>
        </xs:schema>
        """

    /// A file's finding, as `line: problem`.
    private func finding(_ content: String, root: String = "<town xmlns='urn:t'>") throws -> [String] {
        let scratch = try ScratchFolder()
        let path = try scratch.file("t.xml", "\(root)\n\(content)</town>")
        return try SchemaValidator(schema: Self.schema, name: "t.xsd").findings(in: path).map {
            #expect($0.code == "xml-schema" && $0.position?.file == path && !$0.remedy.isEmpty)
            return "\($0.position?.line ?? 0): \($0.problem)"
        }
    }

    @Test func `a valid file has no findings`() throws {
        #expect(try finding("<pump id='a' hours='4' kind='dry'/>\n<year>1990</year>\n") == [])
    }

    @Test(arguments: [
        ("<pump id='a'/>\n<pmp/>\n", "3: <pmp> cannot stand here; expected is <pump> or <year>"),
        ("\n", "3: <town> is not complete; expected inside it is <pump>"),
        ("<pump/>", "2: <pump> has no attribute 'id', which it needs"),
        ("\n\n<pump\n id='a' hoers='3'/>", "4: <pump> has no attribute 'hoers'"),
        ("<pump id='a' hours='-1'/>", "2: '-1' (hours=\"…\" in <pump>) lies outside what is allowed: the limit is 0"),
        ("<pump id='a' kind='damp'/>", "2: 'damp' (kind=\"…\" in <pump>) is none of the words allowed there: dry, wet"),
        ("<pump id='a' hours='many'/>", "2: 'many' (hours=\"…\" in <pump>) is not a value that may stand there"),
        ("<pump id='a'/><year>soon</year>", "2: 'soon' (<year>) is not a whole number"),
        ("wet<pump id='a'/>", "2: there is text directly inside <town>, where only elements may stand"),
    ])
    func `findings are said in words, with the line of the tag`(content: String, expected: String) throws {
        let said = try finding(content)
        #expect(said.first == expected, "\(said)")
        #expect(said.count == 1)
    }

    @Test func `a file of another kind is said to be one`() throws {
        let said = try finding("", root: "<town xmlns='urn:other'>")
        #expect(said == ["1: a file of this kind does not begin with <town>"])
    }

    @Test func `all findings come in order, and validate throws the first`() throws {
        let scratch = try ScratchFolder()
        let path = try scratch.file("t.xml", "<town xmlns='urn:t'>\n<pump/>\n<pump id='a' x='1'/>\n</town>")
        let validator = SchemaValidator(schema: Self.schema, name: "t.xsd")
        #expect(try validator.findings(in: path).map { $0.position?.line } == [2, 3])
        let first = try #require(throws: InputError.self) { try validator.validate(path) }
        #expect(first.position?.line == 2)
    }

    @Test func `files that are no XML are refused as everywhere`() throws {
        let scratch = try ScratchFolder()
        let validator = SchemaValidator(schema: Self.schema, name: "t.xsd")
        for (text, code) in [
            ("<town xmlns='urn:t'>", "xml-malformed"), ("", "file-empty"),
            ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><town xmlns='urn:t'>&e;</town>", "xml-external-entity"),
        ] {
            let error = try #require(throws: InputError.self) { try validator.validate(try scratch.file("x.xml", text)) }
            #expect(error.code == code)
        }
    }

    @Test func `imports come from memory, and a file cannot bring schemas along`() throws {
        let scratch = try ScratchFolder()
        let points = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p" elementFormDefault="qualified">
              <xs:element name="pos" type="xs:double"/>
            </xs:schema>
            """
        let main = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns:p="urn:p">
              <xs:import namespace="urn:p" schemaLocation="points.xsd"/>
              <xs:element name="town">
                <xs:complexType><xs:sequence><xs:element ref="p:pos"/></xs:sequence></xs:complexType>
              </xs:element>
            </xs:schema>
            """
        let validator = SchemaValidator(schema: main, name: "t.xsd", imports: ["points.xsd": points])
        let good = try scratch.file("g.xml", "<t:town xmlns:t='urn:t' xmlns:p='urn:p'><p:pos>4</p:pos></t:town>")
        let wrong = try scratch.file("w.xml", "<t:town xmlns:t='urn:t' xmlns:p='urn:p'><p:pos>four</p:pos></t:town>")
        #expect(try validator.findings(in: good) == [])
        #expect(try validator.findings(in: wrong).map(\.problem) == ["'four' (<pos>) is not a number"])
        // Without the import in memory the program's own schema is at fault; nothing is looked for on the disk.
        _ = try scratch.file("points.xsd", points)
        #expect(throws: InputError.self) { try SchemaValidator(schema: main, name: "t.xsd").findings(in: good) }
        let hint = try scratch.file(
            "h.xml",
            """
            <town xmlns='urn:t' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'
                xsi:schemaLocation='urn:t file:///nonexistent/t.xsd http://127.0.0.1:9/t.xsd'><pump id='a'/></town>
            """)
        #expect(try SchemaValidator(schema: Self.schema, name: "t.xsd").findings(in: hint) == [])
    }

    @Test func `no file gives more findings than are kept`() throws {
        let content = String(repeating: "<pump/>\n", count: 500)
        #expect(try finding(content).count == SchemaValidator.maximumFindings)
    }
}
