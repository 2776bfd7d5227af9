internal import Glibc

/// Method R: a new file takes the note's place in one step, and the old one is looked at once more before it
/// goes (faults §1.4 step 7R, measured there as protocol L: no foreign save lost).
struct Replacing {
    /// How long a program that is writing is waited for: nanoseconds.
    static let patience: Int64 = 500_000_000
    /// How long after the swap the lease is looked at again.
    static let leaseRest: Int64 = 300_000
    /// How long the old file is watched where there is no lease.
    static let bareRest: Int64 = 50_000_000

    let system: any SystemCalls
    let place: Place
    let change: Change

    private var folder: Int32 { place.folder.number }
    private var temporary: SystemPath { change.temporary.path }

    /// Saves.
    func run() -> MethodResult {
        let old: Descriptor
        do throws(SystemError) { old = try system.descriptor(folder, place.name, .note) } catch {
            return error.number == ENOENT ? .changedMeanwhile(hasLeftover: false) : .failed(error)
        }
        let new: Descriptor
        do throws(Obstacle) { new = try prepare(old) } catch {
            let hasLeftover = !discard()
            switch error {
            case .unsuitable(let error) where !hasLeftover: return .unsuitable(error)
            case .unsuitable(let error), .failure(let error): return .failed(error, hasLeftover: hasLeftover)
            }
        }
        let answer = system.askLease(old.number, .read, patience: Self.patience)
        if answer == .busy {
            return discard() ? .busy : .failed(SystemError("fcntl", EBUSY), hasLeftover: true)
        }
        defer { system.dropLease(old.number) }
        return replace(old, by: new, isLeased: answer == .held)
    }

    /// Why there is no new file.
    private enum Obstacle: Error {
        case unsuitable(SystemError)
        case failure(SystemError)
    }

    /// Makes the new file, complete and durable, under its temporary name. Without a name first, where that
    /// is possible: such a file goes by itself if we are ended meanwhile.
    private func prepare(_ old: Descriptor) throws(Obstacle) -> Descriptor {
        if let unnamed = try makeFile(systemPath([0x2E]), .unnamed) {
            try fill(unnamed, from: old)
            do throws(SystemError) {
                try system.nameFile(unnamed.number, folder, temporary)
                return unnamed
            } catch {
                // Without /proc no name can be given.
            }
        }
        guard let named = try makeFile(temporary, [.update, .new, .noFollow]) else {
            throw .failure(SystemError("openat", ENOSYS))
        }
        try fill(named, from: old)
        return named
    }

    /// A new file, or nil where the file system does not know such a thing.
    private func makeFile(_ path: SystemPath, _ flags: OpenFlags) throws(Obstacle) -> Descriptor? {
        do throws(SystemError) { return try system.descriptor(folder, path, flags) } catch {
            if error.isUnsupported || error.number == EISDIR || error.number == ENOENT { return nil }
            throw isBetterInPlace(error) ? .unsuitable(error) : .failure(error)
        }
    }

    /// Writes the new file and makes sure of it.
    private func fill(_ new: Descriptor, from old: Descriptor) throws(Obstacle) {
        do throws(SystemError) {
            try Metadata(system: system).copy(from: old.number, change.status, to: new.number)
        } catch {
            throw .unsuitable(error)
        }
        do throws(SystemError) {
            try system.writeAll(new.number, change.after[...], at: 0)
            try system.sync(new.number)
            let back = try system.contents(new.number, expecting: change.after.count)
            if back != change.after { throw SystemError("pread", EIO) }
        } catch {
            throw isBetterInPlace(error) ? .unsuitable(error) : .failure(error)
        }
    }

    /// Whether the note may be written although its folder may not, or although the disk is full: a change
    /// that moves nothing needs no room.
    private func isBetterInPlace(_ error: SystemError) -> Bool {
        error.isForbidden || error.isNoSpace && change.keepsLength
    }

    /// Removes the temporary name. False if it may still be there.
    private func discard() -> Bool {
        do throws(SystemError) { try system.unlink(folder, temporary) } catch {
            return error.number == ENOENT
        }
        return true
    }

    /// The swap, with a look at the old file before and after.
    private func replace(_ old: Descriptor, by new: Descriptor, isLeased: Bool) -> MethodResult {
        do throws(SystemError) {
            guard try isUntouched(old, at: place.name, isLeased: isLeased) else {
                return .changedMeanwhile(hasLeftover: !discard())
            }
        } catch {
            return .failed(error, hasLeftover: !discard())
        }
        let swap = Swap(system: system, place: place, temporary: change.temporary, new: new.number)
        let outgoing: SystemPath
        switch swap.run() {
        case .swapped(let name): outgoing = name
        case .unknown(let error): return .broken(error)
        case .failed(let error):
            let isElsewhere = error.isForbidden || error.number == EBUSY || error.number == EXDEV
            let hasLeftover = !discard()
            return isElsewhere && !hasLeftover ? .unsuitable(error) : .failed(error, hasLeftover: hasLeftover)
        }
        system.wait(isLeased ? Self.leaseRest : Self.bareRest)
        guard isCertain(old, at: outgoing, isLeased) else { return takeBack(swap, outgoing, new) }
        var isDurable = true
        do throws(SystemError) { try system.sync(folder) } catch { isDurable = false }
        // Whoever opened the note just before the swap has had time to show.
        guard isCertain(old, at: outgoing, isLeased) else { return takeBack(swap, outgoing, new) }
        return saved(new, outgoing, isDurable: isDurable && !place.isPlaceOnly)
    }

    private func saved(_ new: Descriptor, _ outgoing: SystemPath, isDurable: Bool) -> MethodResult {
        var hasLeftover = false
        do throws(SystemError) { try system.unlink(folder, outgoing) } catch { hasLeftover = true }
        return .saved(stamp(of: new), isDurable: isDurable, hasLeftover: hasLeftover)
    }

    /// Whether `name` is still the file that was read, with the bytes that were read, and nobody is about to
    /// write to it.
    private func isUntouched(
        _ old: Descriptor, at name: SystemPath, isLeased: Bool
    ) throws(SystemError) -> Bool {
        let status = try system.status(folder, name, follows: false)
        guard status.isSameFile(as: change.status), status.links == 1,
            Permissions(status) == Permissions(change.status)
        else { return false }
        if isLeased, try system.lease(old.number) != .read { return false }
        return try system.contents(old.number, expecting: change.before.count) == change.before
    }

    /// Whether what came out, and is now called `name`, is what was read.
    private func isCertain(_ old: Descriptor, at name: SystemPath, _ isLeased: Bool) -> Bool {
        do throws(SystemError) {
            if name == temporary { return try isUntouched(old, at: name, isLeased: isLeased) }
            // A second name that the note got before the swap. File systems that cannot exchange often do not
            // know either that two names are one file: the bytes have to tell.
            if isLeased, try system.lease(old.number) != .read { return false }
            let kept = try system.descriptor(folder, name, .note)
            guard Permissions(try system.status(kept.number)) == Permissions(change.status) else {
                return false
            }
            return try system.contents(kept.number, expecting: change.before.count) == change.before
        } catch {
            return false
        }
    }

    /// Somebody wrote in the very moment of the swap: theirs goes back, ours goes away.
    private func takeBack(_ swap: Swap, _ outgoing: SystemPath, _ new: Descriptor) -> MethodResult {
        switch swap.undo(outgoing) {
        case .isBack: .changedMeanwhile(hasLeftover: false)
        case .isBackWithLeftover: .changedMeanwhile(hasLeftover: true)
        case .isNot:
            // Ours stands, theirs lies beside it: `recover` sees to that.
            .saved(stamp(of: new), isDurable: false, hasLeftover: true)
        }
    }

    /// The stamp that belongs to our bytes. If somebody has already changed them, one that fits nothing any more,
    /// so that the note is read again.
    private func stamp(of new: Descriptor) -> FileStamp {
        guard let stamp = try? system.status(new.number).stamp,
            (try? system.contents(new.number, expecting: change.after.count)) == change.after
        else { return change.status.stamp }
        return stamp
    }
}
