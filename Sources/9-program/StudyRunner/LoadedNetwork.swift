public import CascadeModel
public import Diagnostics
public import NetworkImport
public import NetworkModel

/// A network file that was read: the city, what was said about it, and its rules of outages.
public struct LoadedNetwork: Sendable {
    public let path: String
    /// Of the file, in hexadecimal.
    public let sha256: String
    public let model: CityModel
    /// What reading and checking the network said.
    public let issues: IssueLog
    /// What reading changed in the data.
    public let repairs: [Repair]
    /// The rules of its outages, prepared for every run on it.
    public let cascade: Cascade

    /// - Throws: `InputError` for a file that cannot be used.
    public init(path: String, sha256: String) throws {
        var log = ImportLog()
        model = try NetworkImporter.load(paths: [path], options: JoinOptions(), log: &log)
        var issues = log.issues
        issues.add(contentsOf: model.check())
        self.path = path
        self.sha256 = sha256
        self.issues = issues
        repairs = log.repairs
        cascade = Cascade(model)
    }
}

extension LoadedNetwork {
    /// Asset numbers of the hospitals.
    public var hospitals: Set<Int> { Set(model.facilities.filter { model.isKind($0, .hospital) }) }
}

extension Cascade {
    /// Requirements that are not met before the event, in words.
    func baselineFaults(in model: CityModel) -> [Phrase] {
        baselineFaults.map { fault in
            let service = Layer(model.services[Int(model.requirements.service[fault.requirement])]).serviceWords
            let kind = AssetKind(model.kindName(fault.asset)).words(1), name = model.label(fault.asset)
            return Phrase(
                "\(kind) \(name) has no \(service) even before the event",
                nl: "\(kind) \(name) heeft ook vóór de gebeurtenis geen \(service)")
        }
    }
}
