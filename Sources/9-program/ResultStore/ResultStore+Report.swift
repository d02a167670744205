import CascadeModel
public import Diagnostics
import GeoPackageWriting
public import ReportWriting
import SQLiteAccess

extension ResultStore {
    /// What the report on all scenarios is written from: a chapter for each scenario file.
    /// - Parameters:
    ///   - name: of the report's files.
    ///   - language: that of the scenarios when it is left out, as far as all have the same.
    /// - Throws: `InputError` when no scenario has been run yet.
    public func reportInput(name: String, language wanted: ReportLanguage? = nil) throws -> BatchReportInput {
        let language = try wanted ?? commonLanguage()
        let services = try services()
        let questions = try questions(services, language)
        let count = questions.reduce(0) { $0 + $1.scenarios.count }
        guard count > 0 else {
            throw InputError(
                "store-empty", at: SourcePosition(file: path), "no scenario of the store has been run yet",
                remedy: "run 'lifeline batch' to its end first")
        }
        var places: [String] = [], residents = 0.0
        let network = try file.database.prepare("SELECT name, residents FROM networks ORDER BY fid")
        while try network.step() {
            if let name = network.text(0), !name.isEmpty, !places.contains(name) { places.append(name) }
            residents += network.real(1) ?? 0
        }
        var names: [String: String] = [:]
        // Of one file, what sets a scenario apart names it shortly.
        if questions.count == 1 { for own in questions[0].scenarios where !own.variant.isEmpty { names[own.name] = own.variant } }
        let title = questions.count == 1
            ? questions[0].title
            : Phrase("\(count) scenarios, \(questions.count) questions", nl: "\(count) scenario's, \(questions.count) vragen")[language]
        var input = BatchReportInput(
            name: name, title: title, language: language, places: places, residents: residents,
            services: services.map(\.name), questions: questions, weakPoints: try weakPoints(), vulnerable: try vulnerablePlaces(calling: names),
            manifest: try manifest())
        input.outOfReach = try outOfReach(calling: names)
        input.hasCrews = try file.database.integer("SELECT count(*) FROM scenarios WHERE content LIKE '%<crews %'") != 0
        input.hasTravelTimes = try file.database.integer("SELECT count(*) FROM scenarios WHERE content LIKE '%<roads %limitMinutes=%'") != 0
        return input
    }

    private func commonLanguage() throws -> ReportLanguage {
        let select = try file.database.prepare("SELECT DISTINCT language FROM scenarios WHERE language IS NOT NULL")
        var languages: [ReportLanguage] = []
        while try select.step() { if let language = ReportLanguage(rawValue: select.text(0) ?? "") { languages.append(language) } }
        return languages.count == 1 ? languages[0] : .english
    }

    // MARK: questions

    private func questions(_ services: [StoreService], _ language: ReportLanguage) throws -> [BatchReportInput.Question] {
        let choices = try choices(), help = try help(), portfolios = try portfolios(language)
        let measures = try measures(language)
        let totals = try file.database.prepare(
            "SELECT service, residents_out_peak, resident_hours_lost FROM service_totals WHERE fid BETWEEN ? AND ?")
        let select = try file.database.prepare(
            """
            SELECT fid, name, file, title, file_title, question, status, reason, consequence, consequence_mean, consequence_lower,
              consequence_upper, draws, hospitals_out, longest_hospital_outage_h, yearly_frequency
            FROM scenarios WHERE status <> 'planned' ORDER BY fid
            """)
        var questions: [BatchReportInput.Question] = [], files: [String: Int] = [:], numbers: [[Int]] = []
        while try select.step() {
            let number = select.integer(0) ?? 0, path = select.text(2) ?? ""
            let place = files[path] ?? questions.count
            if place == questions.count {
                questions.append(.init(title: "", question: "", scenarios: []))
                numbers.append([])
                files[path] = place
            }
            // Of a file whose first scenarios are broken, the first that is not says what it is about.
            if questions[place].title.isEmpty { questions[place].title = select.text(4) ?? "" }
            if questions[place].question.isEmpty { questions[place].question = select.text(5) ?? "" }
            var summary = BatchReportInput.ScenarioSummary(
                name: select.text(1) ?? "", variant: "", consequence: select.real(8) ?? 0,
                consequenceDrawn: select.real(9).map {
                    Estimate(mean: $0, lower: select.real(10) ?? -.infinity, upper: select.real(11) ?? .infinity, samples: select.integer(12) ?? 0)
                },
                residentsOutPeak: Array(repeating: .nan, count: services.count),
                residentHoursLost: Array(repeating: .nan, count: services.count), hospitalsOut: select.integer(13) ?? 0,
                longestHospitalHours: select.real(14) ?? 0, measures: measures[number] ?? [], yearlyFrequency: select.real(15),
                failure: select.text(6) == "done" ? nil : select.text(7) ?? "")
            summary.help = help[number] ?? []
            summary.portfolio = portfolios[number] ?? []
            let first = number * StoreTables.perScenario * StoreTables.perScenario
            try totals.bind(first, at: 1)
            try totals.bind(first + StoreTables.perScenario - 1, at: 2)
            while try totals.step() {
                guard let column = services.firstIndex(where: { $0.name == totals.text(0) }) else { continue }
                summary.residentsOutPeak[column] = totals.real(1) ?? .nan
                summary.residentHoursLost[column] = totals.real(2) ?? .nan
            }
            totals.reset()
            questions[place].scenarios.append(summary)
            numbers[place].append(number)
        }
        for (path, place) in files {
            if questions[place].title.isEmpty { questions[place].title = path }
            Self.tellApart(&questions[place], numbers[place].map { choices[$0] ?? [] })
        }
        return questions
    }

    /// Names each scenario by what sets it apart from the others of its file.
    private static func tellApart(_ question: inout BatchReportInput.Question, _ choices: [[(parameter: String, value: String)]]) {
        var values: [String: Set<String>] = [:]
        for choice in choices.joined() { values[choice.parameter, default: []].insert(choice.value) }
        for (i, own) in choices.enumerated() {
            question.scenarios[i].variant = own.filter { (values[$0.parameter]?.count ?? 0) > 1 }
                .map { "\($0.parameter) \($0.value)" }.joined(separator: ", ")
        }
    }

    private func choices() throws -> [Int: [(parameter: String, value: String)]] {
        var choices: [Int: [(String, String)]] = [:]
        let select = try file.database.prepare("SELECT scenario, parameter, value FROM scenario_choices ORDER BY fid")
        while try select.step() { choices[select.integer(0) ?? 0, default: []].append((select.text(1) ?? "", select.text(2) ?? "")) }
        return choices
    }

    /// The measures of each scenario alone: that of all together is left out.
    private func measures(_ language: ReportLanguage) throws -> [Int: [BatchReportInput.Measure]] {
        try measures(in: "measures", avoided: "coalesce(avoided_mean, avoided)", language)
            .mapValues { $0.count > 1 ? Array($0.dropLast()) : $0 }
    }

    /// Measures of each scenario, in the order of their rows.
    func measures(in table: String, avoided: String, _ language: ReportLanguage) throws -> [Int: [BatchReportInput.Measure]] {
        let title = language == .dutch ? "coalesce(title_nl, title)" : "title"
        let select = try file.database.prepare("SELECT scenario, \(title), cost_eur, \(avoided) FROM \(table) ORDER BY fid")
        var list: [Int: [BatchReportInput.Measure]] = [:]
        while try select.step() {
            list[select.integer(0) ?? 0, default: []].append(
                .init(title: select.text(1) ?? "", costEuros: select.real(2), avoided: select.real(3) ?? 0))
        }
        return list
    }

    // MARK: what all scenarios have in common

    static let mostNamed = 100

    private func weakPoints() throws -> [BatchReportInput.WeakPoint] {
        let columns = "fid, id, name, kind, scenarios_down, mean_weighted_hours_begun AS loss, single_failure_weighted_hours"
        let select = try file.database.prepare(
            """
            SELECT * FROM (SELECT \(columns) FROM weak_nodes UNION ALL SELECT \(columns) FROM weak_links)
            ORDER BY loss DESC, fid LIMIT \(Self.mostNamed)
            """)
        var list: [BatchReportInput.WeakPoint] = []
        while try select.step() {
            list.append(
                .init(
                    id: select.text(1) ?? "", name: select.text(2) ?? "", kind: select.text(3) ?? "", scenariosDown: select.integer(4) ?? 0,
                    meanLoss: select.real(5) ?? 0, impactAlone: select.real(6) ?? .nan))
        }
        return list
    }

    private func vulnerablePlaces(calling names: [String: String]) throws -> [BatchReportInput.VulnerablePlace] {
        // With max() the other columns are those of its row.
        let select = try file.database.prepare(
            """
            SELECT f.id, f.name, f.kind, count(DISTINCT v.scenario), max(v.out_h) AS longest, s.name
            FROM vulnerable_losses v JOIN scenarios s ON s.fid = v.scenario AND s.status = 'done'
              JOIN facilities f ON f.fid = s.network * \(StoreTables.perAsset) + v.facility
            WHERE v.out_h > 0 GROUP BY f.fid ORDER BY longest DESC, f.fid LIMIT \(Self.mostNamed)
            """)
        var list: [BatchReportInput.VulnerablePlace] = []
        while try select.step() {
            list.append(
                .init(
                    id: select.text(0) ?? "", name: select.text(1) ?? "", kind: select.text(2) ?? "", scenariosOut: select.integer(3) ?? 0,
                    longestHours: select.real(4) ?? 0,
                    worstScenario: select.text(5).map { names[$0] ?? $0 } ?? ""))
        }
        return list
    }

    private func manifest() throws -> Manifest {
        let seed = try file.database.text("SELECT seed FROM scenarios WHERE seed IS NOT NULL ORDER BY fid LIMIT 1")
        let select = try file.database.prepare("SELECT DISTINCT path, sha256 FROM scenario_inputs ORDER BY path, sha256")
        var inputs: [(path: String, sha256: String)] = []
        while try select.step() { inputs.append((select.text(0) ?? "", select.text(1) ?? "")) }
        return Manifest(
            programVersion: try property("program") ?? "", command: "lifeline report \(path)", seed: seed.flatMap { UInt64($0) } ?? 1,
            inputs: inputs)
    }
}
