/// The one of `candidates` that `text` was probably meant to be; nil if none is close.
package func nearest<Candidates: Collection<String>>(_ text: String, in candidates: Candidates) -> String? {
    let typed = Array(text.lowercased())
    let limit = max(1, min(3, typed.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates.sorted() {
        let name = Array(candidate.lowercased())
        guard abs(name.count - typed.count) <= limit else { continue }
        let distance = editDistance(typed, name)
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// How many characters have to be put in, left out, replaced, or exchanged with their neighbour.
private func editDistance(_ one: [Character], _ other: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for row in 0..<one.count {
        var current = [row + 1]
        for column in 0..<other.count {
            let replaced = last[column] + (one[row] == other[column] ? 0 : 1)
            var least = min(replaced, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                least = min(least, beforeLast[column - 1] + 1)
            }
            current.append(least)
        }
        (beforeLast, last) = (last, current)
    }
    return last[other.count]
}

/// `; did you mean …?`, or nothing.
package func hint(_ suggestion: String?) -> String {
    suggestion.map { "; did you mean `\($0)`?" } ?? ""
}
