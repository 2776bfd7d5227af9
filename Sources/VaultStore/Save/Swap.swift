internal import Glibc

/// Puts a new file in a note's place, so that the old one is still there under another name.
struct Swap {
    let system: any SystemCalls
    let place: Place
    /// The name that the new file has before.
    let temporary: TemporaryName
    /// The new file, open.
    let new: Int32

    /// What came of the swap.
    enum Outcome {
        /// The new file is in the note's place; the old one is now under this name.
        case swapped(SystemPath)
        /// Nothing has changed.
        case failed(SystemError)
        /// Nothing can be told.
        case unknown(SystemError)
    }

    /// What came of taking a swap back.
    enum Return {
        case isBack, isBackWithLeftover, isNot
    }

    private var folder: Int32 { place.folder.number }

    /// Swaps.
    func run() -> Outcome {
        do throws(SystemError) {
            try system.exchange(folder, temporary.path, place.name)
            return .swapped(temporary.path)
        } catch {
            // Over a network the call may have worked although its answer was lost.
            switch isOurs(place.name) {
            case true?: return .swapped(temporary.path)
            case nil: return .unknown(error)
            case false?: return error.isUnsupported ? runWithoutExchange() : .failed(error)
            }
        }
    }

    /// The old file gets a second name first, so that it can be looked at after the new one took its place.
    private func runWithoutExchange() -> Outcome {
        do throws(SystemError) { try system.link(folder, place.name, as: temporary.keep) } catch {
            return .failed(error)
        }
        do throws(SystemError) {
            try system.rename(folder, temporary.path, to: place.name)
        } catch {
            switch isOurs(place.name) {
            case true?: break
            case nil: return .unknown(error)
            case false?:
                let isGone = (try? system.unlink(folder, temporary.keep)) != nil
                return isGone ? .failed(error) : .unknown(error)
            }
        }
        return .swapped(temporary.keep)
    }

    /// Puts the file that came out back. Only what is provably ours is deleted.
    func undo(_ outgoing: SystemPath) -> Return {
        if outgoing == temporary.keep {
            let isBack =
                isOurs(place.name) == true
                && (try? system.rename(folder, outgoing, to: place.name)) != nil
            return isBack ? .isBack : .isNot
        }
        guard (try? system.exchange(folder, outgoing, place.name)) != nil else {
            return isOurs(place.name) == false ? .isBackWithLeftover : .isNot
        }
        switch isOurs(outgoing) {
        case true?: return (try? system.unlink(folder, outgoing)) != nil ? .isBack : .isBackWithLeftover
        case nil: return .isBackWithLeftover
        case false?:
            // A third program's save, later than the one that came out first: it is the newest.
            return (try? system.rename(folder, outgoing, to: place.name)) != nil
                ? .isBack : .isBackWithLeftover
        }
    }

    /// Whether `name` is the new file; nil if that cannot be told.
    private func isOurs(_ name: SystemPath) -> Bool? {
        guard let ours = try? system.status(new) else { return nil }
        do throws(SystemError) {
            return try system.status(folder, name, follows: false).isSameFile(as: ours)
        } catch {
            return error.number == ENOENT ? false : nil
        }
    }
}
