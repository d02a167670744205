/// Ways to the root of a dominator tree, and counts of which ways contain something.
///
/// Vertices are places in a preorder; place 0 is the root. Each place has, beside its parent, one jump further up, so
/// that a walk takes O(log n) steps (Myers 1983, "An applicative random-access stack", Inf. Process. Lett. 17(5),
/// doi:10.1016/0020-0190(83)90106-0).
struct AncestorPaths: Sendable {
    private let size: [Int32]
    private var parent, jump, depth: [Int32]
    /// The place below the root that each place hangs on.
    private var top: [Int32]

    /// - Parameter size: how many places the subtree of each place takes, itself included.
    init(size: [Int32]) {
        self.size = size
        parent = Array(repeating: 0, count: size.count)
        jump = parent
        depth = parent
        top = parent
        var above: [Int32] = [0]
        for place in 1..<max(1, Int32(size.count)) {
            while let last = above.last, last + size[Int(last)] <= place { above.removeLast() }
            let p = Int(above.last ?? 0), j = Int(jump[p])
            parent[Int(place)] = Int32(p)
            depth[Int(place)] = depth[p] + 1
            jump[Int(place)] = depth[p] - depth[j] == depth[j] - depth[Int(jump[j])] ? jump[j] : Int32(p)
            top[Int(place)] = p == 0 ? place : top[p]
            above.append(place)
        }
    }

    /// Whether `place` lies in the subtree of `ancestor`.
    func contains(_ ancestor: Int32, _ place: Int32) -> Bool {
        ancestor <= place && place < ancestor + size[Int(ancestor)]
    }

    /// The lowest place whose subtree holds both.
    func meeting(_ a: Int32, _ b: Int32) -> Int32 {
        if top[Int(a)] != top[Int(b)] { return 0 }
        var a = a
        while !contains(a, b) {
            let far = jump[Int(a)]
            a = contains(far, b) ? parent[Int(a)] : far
        }
        return a
    }

    /// The lowest places whose subtrees hold at least `count` of some places; sorted.
    /// - Parameter places: sorted.
    func meetings(of places: [Int32], count: Int) -> [Int32] {
        if count <= 1 { return places }
        guard count <= places.count else { return [] }
        return (0...(places.count - count)).map { meeting(places[$0], places[$0 + count - 1]) }.sorted()
    }

    /// What to add at each place so that the sum over a subtree is 1 if it holds any of some points and 0 if none.
    ///
    /// One at each point, less one where neighbours in the preorder meet.
    /// - Parameter points: sorted; doubles count once.
    func forEachMark(of points: [Int32], _ body: (_ place: Int32, _ isPoint: Bool) -> Void) {
        var previous: Int32 = -1
        for point in points where point != previous {
            body(point, true)
            if previous >= 0 { body(meeting(previous, point), false) }
            previous = point
        }
    }
}
