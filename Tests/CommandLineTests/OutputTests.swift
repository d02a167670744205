@testable import CommandLineInterface
import Diagnostics
import Testing

@Suite struct OutputTests {
    @Test func `cells are quoted where they must be, and no cell is a formula`() {
        var table = CSVText(["a", "b"])
        table.add(["x, y", "say \"no\""])
        table.add(["=HYPERLINK(1)", "-12.5"])
        table.add(["two\nlines", "@home"])
        #expect(table.text == "a,b\n\"x, y\",\"say \"\"no\"\"\"\n'=HYPERLINK(1),-12.5\n\"two\nlines\",'@home\n")
    }

    @Test func `findings become JSON with sorted keys and nothing that is not known`() throws {
        let issue = Diagnostics.Issue(
            .warning, "far-away", at: SourcePosition(file: "a/b.xml", line: 0), asset: "p<1>", x: .nan, y: 2,
            "it is far", remedy: "move it")
        let text = try JSONText.write([IssueRow(issue)])
        #expect(
            text == """
                [
                  {
                    "asset" : "p<1>",
                    "code" : "far-away",
                    "file" : "a/b.xml",
                    "message" : "it is far",
                    "remedy" : "move it",
                    "severity" : "warning",
                    "y" : 2
                  }
                ]
                """)
    }
}
