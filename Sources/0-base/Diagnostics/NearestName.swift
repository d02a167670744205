/// The name that somebody probably meant, or nil when none is near.
///
/// Near means: at most one change in three letters (insert, remove, replace a letter, or swap two neighbours; the
/// distance of Damerau 1964, doi:10.1145/363958.363994, in its optimal-alignment form). Capitals do not count.
/// Of equally near names the first is taken.
/// - Complexity: O(names × length²); names over 64 bytes are not compared.
public func nearestName(to name: some StringProtocol, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    guard (1...64).contains(wanted.count) else { return nil }
    var best: String?
    var bestDistance = max(1, wanted.count / 3) + 1
    for candidate in names {
        guard candidate.utf8.count <= 64, abs(candidate.utf8.count - wanted.count) < bestDistance else { continue }
        let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
        if distance < bestDistance {
            bestDistance = distance
            best = candidate
        }
    }
    return best
}

/// "did you mean 'x'? " for the beginning of a remedy, or nothing when no name is near.
public func suggestion(for name: some StringProtocol, among names: some Sequence<String>) -> String {
    nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
            row.append(distance)
        }
        beforeLast = last
        last = row
    }
    return last[b.count]
}
