/// A part of the report. A new one is a file in `Sections` and a line in `ReportSections.all`.
protocol ReportSection: Sendable {
    /// Its heading; also its address within the report.
    static func title(_ language: any Language) -> String
    /// Whether the input has anything for it; a section that has nothing to say says that, unless it returns false.
    static func applies(to findings: Findings) -> Bool
    static func write(_ findings: Findings, to writer: inout MarkdownWriter)
}

extension ReportSection {
    static func applies(to findings: Findings) -> Bool { true }
}

/// Every section, in the order printed.
enum ReportSections {
    static let all: [any ReportSection.Type] = [
        InShort.self, WhatWasSeen.self, MapOfLosses.self, HourByHour.self, VulnerablePlaces.self, EmergencyHelp.self,
        Districts.self, LossesHangOn.self, RepairWork.self, RepairCosts.self, WeakPoints.self, WhatHelps.self, Checklist.self,
        HowSure.self, DataAndAssumptions.self, HowToRepeat.self, WordsUsed.self,
    ]
}
