// Its sources are safe to use from any thread, but do not say so.
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and SIGTERM as a wish: what is running is finished, nothing new begins. A second Ctrl-C ends the process at
/// once.
final class StopWish: Sendable {
    private let count = Atomic<Int>(0)
    private let sources: [any DispatchSourceSignal]

    /// - Parameter tell: called by another thread when the wish comes in.
    init(tell: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "stop wish")
        sources = [SIGINT, SIGTERM].map { signal in
            // The source hears of it only when the signal does nothing else.
            Glibc.signal(signal, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: signal, queue: queue)
        }
        for source in sources {
            source.setEventHandler { [weak self] in
                guard let self else { return }
                if count.add(1, ordering: .relaxed).newValue > 1 { _exit(ExitCode.interrupted.rawValue) }
                tell()
            }
            source.resume()
        }
    }

    /// Signals end the process again.
    deinit {
        for source in sources { source.cancel() }
        for signal in [SIGINT, SIGTERM] { Glibc.signal(signal, SIG_DFL) }
    }

    var isWished: Bool { count.load(ordering: .relaxed) > 0 }
}
