internal import Glibc

/// Puts a new file in a note's place, so that the old one is still there under another name.
struct Swap {
    let system: any SystemCalls
    let place: Place
    /// The name that the new file has before.
    let temporary: TemporaryName
    /// The new file, open.
    let new: Int32

    /// What came of taking a swap back.
    enum Return {
        case isBack, isBackWithLeftover, isNot
    }

    private var folder: Int32 { place.folder.number }

    /// Swaps, and returns the name under which the old file is now.
    func run() throws(SystemError) -> SystemPath {
        do throws(SystemError) {
            try system.exchange(folder, temporary.path, place.name)
            return temporary.path
        } catch {
            // Over a network the call may have worked although its answer was lost.
            if isOurs(place.name) { return temporary.path }
            guard error.isUnsupported else { throw error }
        }
        try system.link(folder, place.name, as: temporary.keep)
        do throws(SystemError) {
            try system.rename(folder, temporary.path, to: place.name)
        } catch {
            if !isOurs(place.name) {
                try? system.unlink(folder, temporary.keep)
                throw error
            }
        }
        return temporary.keep
    }

    /// Puts the file that came out back. Only what is provably ours is deleted.
    func undo(_ outgoing: SystemPath) -> Return {
        if outgoing == temporary.keep {
            guard isOurs(place.name), (try? system.rename(folder, outgoing, to: place.name)) != nil else {
                return .isNot
            }
            return .isBack
        }
        guard (try? system.exchange(folder, outgoing, place.name)) != nil else {
            return isOurs(place.name) ? .isNot : .isBackWithLeftover
        }
        if isOurs(outgoing) {
            return (try? system.unlink(folder, outgoing)) != nil ? .isBack : .isBackWithLeftover
        }
        // A third program's save, later than the one that came out first: it is the newest.
        return (try? system.rename(folder, outgoing, to: place.name)) != nil ? .isBack : .isBackWithLeftover
    }

    /// Whether `name` is the new file.
    private func isOurs(_ name: SystemPath) -> Bool {
        guard let there = try? system.status(folder, name, follows: false),
            let ours = try? system.status(new)
        else { return false }
        return there.isSameFile(as: ours)
    }
}
