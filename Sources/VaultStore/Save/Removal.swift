internal import Glibc

/// Removes a file whose bytes are known: it first gets another name, so that what a program wrote into it in that
/// very moment can be put back (faults §1.4 step 7R).
struct Removal {
    let system: any SystemCalls
    let place: Place
    let change: Change

    private var folder: Int32 { place.folder.number }
    private var temporary: SystemPath { change.temporary.path }

    /// Removes the file, or says why not.
    func run() -> MethodResult {
        let file: Descriptor
        do throws(SystemError) { file = try system.descriptor(folder, place.name, .note) } catch {
            return error.number == ENOENT ? .changedMeanwhile(hasLeftover: false) : .failed(error)
        }
        let answer = system.askLease(file.number, .read, patience: Replacing.patience)
        if answer == .busy { return .busy }
        defer { system.dropLease(file.number) }
        let isLeased = answer == .held
        guard isUntouched(file, at: place.name, isLeased) else {
            return .changedMeanwhile(hasLeftover: false)
        }
        do throws(SystemError) { try system.rename(folder, place.name, to: temporary) } catch {
            // Over a network the call may have worked although its answer was lost.
            guard isUntouched(file, at: temporary, isLeased) else {
                return isUntouched(file, at: place.name, isLeased) ? .failed(error) : .broken(error)
            }
        }
        // Whoever opened the file just before has time to show.
        system.wait(isLeased ? Replacing.leaseRest : Replacing.bareRest)
        guard isUntouched(file, at: temporary, isLeased) else {
            return putBack() ? .changedMeanwhile(hasLeftover: false) : .broken(SystemError("linkat", EBUSY))
        }
        return finish(file)
    }

    private func finish(_ file: Descriptor) -> MethodResult {
        do throws(SystemError) { try system.unlink(folder, temporary) } catch {
            if error.number != ENOENT { return putBack() ? .failed(error) : .broken(error) }
        }
        var isDurable = !place.isPlaceOnly
        do throws(SystemError) { try system.sync(folder) } catch { isDurable = false }
        return .saved(change.status.stamp, isDurable: isDurable, hasLeftover: false)
    }

    /// Gives the file its name back, unless another one has it by now. False if it still has the other name.
    private func putBack() -> Bool {
        do throws(SystemError) {
            try system.link(folder, temporary, as: place.name)
            try system.unlink(folder, temporary)
            return true
        } catch {
            let isFree = (try? system.status(folder, place.name, follows: false)) == nil
            return isFree && (try? system.rename(folder, temporary, to: place.name)) != nil
        }
    }

    /// Whether `name` is the file that was read, with the bytes that were read, and nobody is about to write to it.
    private func isUntouched(_ file: Descriptor, at name: SystemPath, _ isLeased: Bool) -> Bool {
        do throws(SystemError) {
            let status = try system.status(folder, name, follows: false)
            guard status.isSameFile(as: change.status) else { return false }
            if isLeased, try system.lease(file.number) != .read { return false }
            return try system.contents(file.number, expecting: change.before.count) == change.before
        } catch {
            return false
        }
    }
}
