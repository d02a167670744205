import Glibc

/// Ctrl-C, waited for instead of caught: nothing is broken off half-way, and no state is global.
///
/// From its making on the signal stays pending for this thread and those it starts, until somebody asks.
struct Interruption {
    private let signals: sigset_t

    init() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        self.signals = signals
    }

    /// Waits; true as soon as somebody has pressed Ctrl-C.
    func comes(within seconds: Double) -> Bool {
        var signals = signals, rest = seconds
        repeat {
            let whole = rest.rounded(.down)
            var time = timespec(tv_sec: Int(whole), tv_nsec: Int((rest - whole) * 1e9))
            if sigtimedwait(&signals, nil, &time) == SIGINT { return true }
            // Another signal, such as a window that changes its size, begins the wait anew.
            guard errno == EINTR else { return false }
            rest = min(rest, 0.05)
        } while true
    }
}
