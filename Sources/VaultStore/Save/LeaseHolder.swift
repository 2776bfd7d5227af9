internal import Glibc

/// What came of asking for a lease.
enum LeaseAnswer {
    case held
    /// The file is not ours, or the file system knows no leases.
    case unavailable
    /// Another program has the file open.
    case busy
}

extension SystemCalls {
    /// Asks for a lease, up to `patience` nanoseconds long.
    func askLease(_ file: Int32, _ lease: Lease, patience: Int64) -> LeaseAnswer {
        let step: Int64 = 5_000_000
        var waited: Int64 = 0
        while true {
            do throws(SystemError) {
                try takeLease(file, lease)
                return .held
            } catch {
                if error.number != EAGAIN && error.number != EBUSY { return .unavailable }
            }
            if waited >= patience { return .busy }
            wait(step)
            waited += step
        }
    }
}
