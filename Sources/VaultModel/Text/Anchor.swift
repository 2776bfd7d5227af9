/// Why an edit cannot be carried over to what the file holds now.
package enum AnchorLoss: Error, Hashable, Sendable {
    /// No line of the file equals the line that was to change.
    case gone
    /// Several lines equal it, also when their neighbours are compared.
    case ambiguous
    /// The same place is there, but an edit of several places cannot be moved as a whole.
    case torn
}

extension Edit {
    /// The same edit against `current`, what the file holds now, or why there is none.
    ///
    /// The rule of faults §1.4 step 3: each line that the edit touches must stand at its old offset with its
    /// old bytes, or exactly once in the file, or exactly once together with its two neighbours on each side.
    /// How the last of the lines ends matters only where the edit changes it.
    package func rebased(onto current: [UInt8]) throws(AnchorLoss) -> Edit {
        if current == base { return self }
        if kind != .change { throw .gone }
        let old = LineTable(base)
        let new = LineTable(current)
        var moved: [Replacement] = []
        for replacement in replacements {
            let first = old.line(at: replacement.range.lower)
            let last = old.line(at: max(replacement.range.lower, replacement.range.upper - 1))
            let content = old.contentRange(of: last, in: base).upper
            let end = replacement.range.upper > content ? old.range(of: last).upper : content
            let block = ByteRange(old.start(of: first), end)
            let start = try place(of: block, lines: first...last, old: old, in: current, new)
            let lower = start + replacement.range.lower - block.lower
            moved.append(
                Replacement(ByteRange(lower, lower + replacement.range.count), replacement.bytes))
        }
        for (one, next) in zip(moved, moved.dropFirst()) where one.range.upper > next.range.lower {
            throw .torn
        }
        return Edit(label: label, path: path, base: current, replacements: moved)
    }

    /// Where `block`, the bytes of whole lines of the base, starts in `current`.
    private func place(
        of block: ByteRange, lines: ClosedRange<Int>, old: LineTable, in current: [UInt8], _ new: LineTable
    ) throws(AnchorLoss) -> Int {
        let wanted = base[block]
        let terminated = wanted.last == 0x0A
        func stands(at start: Int) -> Bool {
            let end = start + wanted.count
            guard end <= current.count, current[start..<end].elementsEqual(wanted) else { return false }
            return terminated || end == current.count || current[end] == 0x0A
                || current[end...].starts(with: [0x0D, 0x0A])
        }
        // An empty line says nothing about where it is: only its neighbours can.
        let blank = wanted.allSatisfy { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }
        let starts = (0..<new.count).map { new.start(of: $0) }.filter(stands)
        if !blank {
            if starts.contains(block.lower) { return block.lower }
            if starts.count == 1 { return starts[0] }
        }
        if starts.isEmpty { throw .gone }
        let before = base[old.start(of: max(0, lines.lowerBound - 2))..<block.lower]
        let after = base[block.upper..<old.range(of: min(old.count - 1, lines.upperBound + 2)).upper]
        let framed = starts.filter { start in
            let end = start + wanted.count
            return start >= before.count && end + after.count <= current.count
                && current[(start - before.count)..<start].elementsEqual(before)
                && current[end..<(end + after.count)].elementsEqual(after)
        }
        if framed.count == 1 { return framed[0] }
        throw .ambiguous
    }
}
