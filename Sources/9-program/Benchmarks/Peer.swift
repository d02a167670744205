import Glibc

/// Programs that the figures are compared with, run as they are.
enum Peer {
    /// Wall-clock seconds that `xmllint --stream --noout` takes for a file; infinite when it is not installed.
    static func xmllintStream(_ path: String) throws -> Double {
        let (status, time) = seconds { run(["xmllint", "--stream", "--noout", path]) }
        return status == 0 ? time : .infinity
    }

    /// Runs a program found on the PATH and waits; its exit status, or −1 when it cannot be started.
    private static func run(_ words: [String]) -> Int32 {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        guard let name = arguments[0], posix_spawnp(&process, name, nil, nil, &arguments, environ) == 0 else { return -1 }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { return -1 }
        return status
    }
}
