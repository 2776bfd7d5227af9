extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies `isInUpper`, in a collection whose elements that do stand
    /// last.
    @inlinable
    package func partitioningIndex(_ isInUpper: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isInUpper(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
