import Computation
import MarkupReading

extension MarkupElement {
    /// SHA-256 of what an element says, in hexadecimal: neither its place in a file nor the order of attributes counts.
    var digest: String {
        var digest = SHA256()
        digest.update(MarkupWriter.lines(of: self).bytes)
        return digest.hexadecimal()
    }
}
