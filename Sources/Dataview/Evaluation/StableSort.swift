/// Sorting that keeps equal elements in their order, also by an order that contradicts itself.
///
/// Fewer than 64 elements are put in place one by one behind a first run, as JavaScript's engines do it, so
/// that orders that are none (dates of one instant in two zones) come out the same.
enum StableSort {
    private static let few = 64

    /// The elements in order; `compare` is negative where the first stands before the second.
    static func sorted<T>(_ elements: [T], by compare: (T, T) -> Int) -> [T] {
        if elements.count < few { return inserted(elements, compare) }
        let middle = elements.count / 2
        let (left, right) = (
            sorted(Array(elements[..<middle]), by: compare), sorted(Array(elements[middle...]), by: compare)
        )
        var result: [T] = []
        result.reserveCapacity(elements.count)
        var (one, other) = (0, 0)
        while one < left.count, other < right.count {
            if compare(right[other], left[one]) < 0 {
                result.append(right[other])
                other += 1
            } else {
                result.append(left[one])
                one += 1
            }
        }
        result += left[one...]
        result += right[other...]
        return result
    }

    private static func inserted<T>(_ elements: [T], _ compare: (T, T) -> Int) -> [T] {
        guard elements.count > 1 else { return elements }
        var result = elements
        var run = firstRun(&result, compare)
        while run < result.count {
            let element = result[run]
            var (low, high) = (0, run)
            while low < high {
                let middle = (low + high) / 2
                if compare(element, result[middle]) < 0 { high = middle } else { low = middle + 1 }
            }
            result.remove(at: run)
            result.insert(element, at: low)
            run += 1
        }
        return result
    }

    /// How many elements at the start are in order already; a run that falls is turned round.
    private static func firstRun<T>(_ elements: inout [T], _ compare: (T, T) -> Int) -> Int {
        var run = 2
        let falls = compare(elements[1], elements[0]) < 0
        while run < elements.count, (compare(elements[run], elements[run - 1]) < 0) == falls { run += 1 }
        if falls { elements[..<run].reverse() }
        return run
    }
}
