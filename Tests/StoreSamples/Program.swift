public import Foundation
import Glibc

/// The built program, and others, as processes of their own.
public enum Program {
    /// The program lies beside the tests that were built with it.
    public static let lifeline = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("lifeline").path

    /// Starts a process. What it writes to both streams goes to `said`, or nowhere.
    public static func start(
        _ words: [String], of path: String = lifeline, in folder: URL? = nil, environment: [String: String] = [:], said: Pipe? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = said?.fileHandleForWriting ?? FileHandle.nullDevice
        process.standardError = said?.fileHandleForWriting ?? FileHandle.nullDevice
        // Threads of a test block all signals, and a process is born with the mask of its parent.
        var none = sigset_t(), before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
        return process
    }

    /// Runs a process to its end.
    public static func run(
        _ words: [String], of path: String = lifeline, in folder: URL? = nil, environment: [String: String] = [:]
    ) throws -> (code: Int32, said: String) {
        let said = Pipe()
        let process = try start(words, of: path, in: folder, environment: environment, said: said)
        try said.fileHandleForWriting.close()
        let text = String(decoding: try said.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }
}
