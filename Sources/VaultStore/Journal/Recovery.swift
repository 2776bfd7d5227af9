internal import Glibc
internal import VaultModel

/// Settles what a crash or an unwilling disk has left open (faults §1.4 step 9).
struct Recovery {
    let paths: PathResolution
    let journal: Journal

    private var system: any SystemCalls { paths.system }

    /// What came of a recovery.
    struct Result {
        var findings: [RecoveryFinding] = []
        /// Whether everything is settled: another Muster may be in the middle of a save, or a disk may fail.
        var isComplete = true
    }

    /// Settles every save of which the journal does not tell the end.
    func run() -> Result {
        var result = Result()
        guard let records = try? journal.records() else { return Result(isComplete: false) }
        for record in records where record.outcome == .pending {
            do throws(SystemError) {
                if let finding = try settle(record) { result.findings.append(finding) }
            } catch {
                if error.number == ENOENT || error.number == ENOTDIR || error.number == EXDEV {
                    // The note's folder is gone, or leads elsewhere.
                    journal.mark(record.id, .uncertain)
                    result.findings.append(.uncertain(record.edit.path, record.edit.label))
                } else {
                    result.isComplete = false
                }
            }
        }
        return result
    }

    private func settle(_ record: JournalRecord) throws(SystemError) -> RecoveryFinding? {
        let place = try paths.place(of: record.edit.path)
        let folder = try system.status(place.folder.number)
        guard let lock = try journal.locks.take(.note(folder, place.name), patience: 0) else {
            throw SystemError("fcntl", EAGAIN)
        }
        defer { withExtendedLifetime(lock) {} }
        // Another Muster may just have finished it.
        guard try journal.records().contains(where: { $0.id == record.id && $0.outcome == .pending }) else {
            return nil
        }
        if record.edit.kind == .removal { return try settleRemoval(record, place) }
        let after = record.edit.applied()
        let foreign = try clearAway(record, after, place)
        let now = try contents(place, place.name)
        if let foreign, now == after {
            // Somebody's save came out in the very moment of the swap: it is the newer one.
            try system.exchange(place.folder.number, foreign, place.name)
            try system.sync(place.folder.number)
            try system.unlink(place.folder.number, foreign)
            journal.mark(record.id, .dropped)
            return .theirsKept(record.edit.path, record.edit.label)
        }
        let finding = try finish(record, after, now, place)
        if let foreign {
            return .foreignFile(record.edit.path, foreign.map { UInt8(bitPattern: $0) }.dropLast())
        }
        return finding
    }

    /// A file that was about to be removed and still has its other name gets its own back, with whatever it holds.
    private func settleRemoval(
        _ record: JournalRecord, _ place: Place
    ) throws(SystemError) -> RecoveryFinding? {
        let (folder, temporary) = (place.folder.number, record.temporary.path)
        var now = try contents(place, place.name)
        if let kept = try contents(place, temporary) {
            if now == nil {
                try system.rename(folder, temporary, to: place.name)
                now = kept
            } else if kept == record.edit.base || kept == now {
                try system.unlink(folder, temporary)
            } else {
                journal.mark(record.id, .uncertain)
                return .foreignFile(record.edit.path, temporary.map { UInt8(bitPattern: $0) }.dropLast())
            }
            try system.sync(folder)
        }
        journal.mark(record.id, now == nil ? .saved : .dropped)
        return nil
    }

    /// Removes what is provably ours beside the note, and returns the name of what is not.
    private func clearAway(
        _ record: JournalRecord, _ after: [UInt8], _ place: Place
    ) throws(SystemError) -> SystemPath? {
        var foreign: SystemPath?
        for name in [record.temporary.path, record.temporary.keep] {
            guard let bytes = try contents(place, name) else { continue }
            if bytes == record.edit.base || after.starts(with: bytes) {
                try system.unlink(place.folder.number, name)
            } else {
                foreign = name
            }
        }
        return foreign
    }

    /// The bytes of a file, nil if it is not there.
    private func contents(_ place: Place, _ name: SystemPath) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            let file = try system.descriptor(place.folder.number, name, .note)
            return try system.contents(file.number, expecting: try system.status(file.number).stamp.size)
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    /// Old: the save did not take place. New: it did. Half: it is completed. Anything else: it is left alone.
    private func finish(
        _ record: JournalRecord, _ after: [UInt8], _ now: [UInt8]?, _ place: Place
    ) throws(SystemError) -> RecoveryFinding? {
        let before = record.edit.base
        if now == before || now == nil && record.edit.kind == .making {
            journal.mark(record.id, .dropped)
            return nil
        }
        if now == after {
            try? system.sync(place.folder.number)
            journal.mark(record.id, .saved)
            return nil
        }
        guard let now, let good = Self.goodPrefix(of: now, before, after),
            try complete(place, now, after, good)
        else {
            journal.mark(record.id, .uncertain)
            return .uncertain(record.edit.path, record.edit.label)
        }
        journal.mark(record.id, .saved)
        return .completed(record.edit.path, record.edit.label)
    }

    /// How many bytes of `after` a note holds whose writer was stopped half-way: what follows them is the end
    /// of `before`. Nil if it is anything else.
    static func goodPrefix(of now: [UInt8], _ before: [UInt8], _ after: [UInt8]) -> Int? {
        let good = zip(now, after).prefix { $0 == $1 }.count
        if good == now.count { return now.count >= before.count ? good : nil }
        guard now.count == before.count, now[good...].elementsEqual(before[good...]) else { return nil }
        return good
    }

    /// Writes the rest of a half-written note, unless somebody has it open.
    private func complete(
        _ place: Place, _ now: [UInt8], _ after: [UInt8], _ good: Int
    ) throws(SystemError) -> Bool {
        let file = try system.descriptor(place.folder.number, place.name, [.update, .note])
        if system.askLease(file.number, .write, patience: 0) == .busy { return false }
        defer { system.dropLease(file.number) }
        guard try system.contents(file.number, expecting: now.count) == now else { return false }
        if good < after.count { try system.writeAll(file.number, after[good...], at: good) }
        if after.count < now.count { try system.truncate(file.number, to: after.count) }
        try system.sync(file.number)
        return true
    }
}
