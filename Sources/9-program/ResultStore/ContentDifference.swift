import MarkupReading

/// A place in which two scenarios say different things.
struct ContentDifference: Equatable {
    /// `flood level`, `measures/raise 2`.
    var what: String
    var before, after: String

    private static let absent = "not there"

    /// In the order of the first, then of the second.
    static func all(_ before: String, _ after: String) -> [ContentDifference] {
        let (old, new) = (places(before), places(after))
        let byName = Dictionary(uniqueKeysWithValues: new.map { ($0.name, $0.says) }), isOld = Set(old.map(\.name))
        var list: [ContentDifference] = []
        for place in old {
            guard let other = byName[place.name] else {
                list.append(ContentDifference(what: place.name, before: words(place.says), after: absent))
                continue
            }
            for name in Set(place.says.keys).union(other.keys).sorted() where place.says[name] != other[name] {
                let what = name.isEmpty ? place.name : place.name == "scenario" ? name : "\(place.name) \(name)"
                list.append(ContentDifference(what: what, before: place.says[name] ?? "", after: other[name] ?? ""))
            }
        }
        for place in new where !isOld.contains(place.name) {
            list.append(ContentDifference(what: place.name, before: absent, after: words(place.says)))
        }
        return list
    }

    private static func words(_ says: [String: String]) -> String {
        says.sorted { $0.key < $1.key }.map { $0.key.isEmpty ? $0.value : "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// Every element with its attributes, its text under the empty name. Elements of one name are numbered.
    private static func places(_ content: String) -> [(name: String, says: [String: String])] {
        guard let root = try? MarkupReader.tree(bytes: Array(content.utf8), named: "scenario") else { return [] }
        var places: [(String, [String: String])] = []
        func add(_ element: MarkupElement, _ name: String) {
            var says = element.attributes
            if !element.text.isEmpty { says[""] = element.text }
            places.append((name, says))
            var counts: [String: Int] = [:]
            for child in element.children {
                counts[child.name, default: 0] += 1
                let number = counts[child.name] ?? 1
                add(child, (name == "scenario" ? "" : name + "/") + child.name + (number > 1 ? " \(number)" : ""))
            }
        }
        add(root, "scenario")
        return places
    }
}
