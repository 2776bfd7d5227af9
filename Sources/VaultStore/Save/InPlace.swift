internal import Glibc

/// Method I: the changed bytes are written into the note itself, for a change within one sector, and where no
/// other file may take the note's place (faults §1.4 step 7I, measured there as protocol W: no foreign save
/// lost).
struct InPlace {
    let system: any SystemCalls
    let place: Place
    let change: Change
    /// How long another program that has the note open is waited for: nanoseconds.
    let patience: Int64

    private var end: Int { change.span.upperBound }

    /// Saves.
    func run() -> MethodResult {
        let file: Descriptor
        do throws(SystemError) {
            file = try system.descriptor(place.folder.number, place.name, [.update, .note])
        } catch {
            if error.number == ENOENT { return .changedMeanwhile(hasLeftover: false) }
            return error.isForbidden || error.number == ETXTBSY ? .unsuitable(error) : .failed(error)
        }
        switch system.askLease(file.number, .write, patience: patience) {
        case .busy: return .busy
        // Without the lease a writer could come between, and only a change that moves nothing is safe to mix.
        case .unavailable where !change.keepsLength: return .unsuitable(SystemError("fcntl", EACCES))
        case .unavailable, .held: break
        }
        // The lease goes with the file.
        defer { withExtendedLifetime(file) {} }
        return write(file.number)
    }

    private func write(_ file: Int32) -> MethodResult {
        do throws(SystemError) {
            guard try system.status(file).isSameFile(as: change.status),
                try system.contents(file, expecting: change.before.count) == change.before
            else { return .changedMeanwhile(hasLeftover: false) }
            try reserve(file)
        } catch {
            return .failed(error)
        }
        do throws(SystemError) {
            try system.writeAll(file, change.after[change.span], at: change.span.lowerBound)
            let back = try system.contents(file, expecting: max(change.before.count, change.after.count))
            if !back.starts(with: change.after) { throw SystemError("pread", EIO) }
            // Last: until here both texts can be told from what is there.
            if change.after.count < change.before.count { try system.truncate(file, to: change.after.count) }
            let there = try system.status(place.folder.number, place.name, follows: false)
            if there.isSameFile(as: change.status) { return finish(file) }
        } catch {
            return restore(file) ? .failed(error) : .broken(error)
        }
        // Another file has taken the note's place, and the change has to be made there. This one may come back,
        // and must not hold it then.
        return restore(file) ? .changedMeanwhile(hasLeftover: false) : .broken(SystemError("pwrite", EIO))
    }

    /// Makes room first, so that a full disk shows before any byte has changed.
    private func reserve(_ file: Int32) throws(SystemError) {
        guard change.after.count > change.before.count else { return }
        do throws(SystemError) { try system.reserve(file, change.before.count..<change.after.count) } catch {
            if !error.isUnsupported { throw error }
        }
    }

    private func finish(_ file: Int32) -> MethodResult {
        // Before the lease goes: the stamp belongs to our bytes.
        let status = try? system.status(file)
        // Others have waited long enough; a disk may take its time.
        system.dropLease(file)
        var isDurable = true
        // Never tried twice: the kernel would then report success without having written (faults §1.2).
        do throws(SystemError) { try system.sync(file) } catch { isDurable = false }
        return .saved(status?.stamp ?? change.status.stamp, isDurable: isDurable, hasLeftover: false)
    }

    /// Puts the old bytes back; false if that is not certain.
    private func restore(_ file: Int32) -> Bool {
        do throws(SystemError) {
            try system.writeAll(file, change.before[change.span.lowerBound...], at: change.span.lowerBound)
            try system.truncate(file, to: change.before.count)
            try system.sync(file)
            return try system.contents(file, expecting: change.before.count) == change.before
        } catch {
            return false
        }
    }
}
