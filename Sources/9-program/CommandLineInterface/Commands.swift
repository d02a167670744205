/// The commands, in the order of the help; a new one is one file in `Commands` and one word here.
enum Commands {
    static let all: [any Command.Type] = [
        ImportCommand.self, CheckCommand.self, GenerateCommand.self, RunCommand.self, HazardCommand.self, RankCommand.self,
        ReportCommand.self, ScreenCommand.self, ViewCommand.self, WatchCommand.self, BatchCommand.self, MergeCommand.self,
        QueryCommand.self, CompareCommand.self, ExportCommand.self,
    ]
}
