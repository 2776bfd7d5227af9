/// The order of rows by one value of each.
///
/// Where all values are numbers or dates of one zone, or null, they are compared as numbers; that decides
/// the same and is many times faster. So are texts, by their places among the different ones, where those are few.
struct ColumnOrder {
    private let values: [Value]
    fileprivate let isDescending: Bool
    private let order: ValueOrder
    fileprivate let numbers: [Double]?

    /// The order by a column of values.
    init(_ values: [Value], isDescending: Bool, _ order: ValueOrder) {
        self.values = values
        self.isDescending = isDescending
        self.order = order
        numbers = Self.numbers(values) ?? Self.ranks(values, order)
    }

    /// Negative, zero or positive as one row stands before, with or behind another.
    func compare(_ one: Int, _ other: Int) -> Int {
        let result: Int
        if let numbers {
            result = numbers[one] < numbers[other] ? -1 : numbers[one] == numbers[other] ? 0 : 1
        } else {
            result = order.compare(values[one], values[other])
        }
        return isDescending ? -result : result
    }

    /// Whether any way of sorting comes to the same: two durations, dates or numbers that are none can each be
    /// greater than the other.
    var isConsistent: Bool {
        numbers != nil
            || values.allSatisfy { value in
                switch value {
                case .null, .bool, .text, .link: true
                case .number(let number): !number.isNaN
                default: false
                }
            }
    }

    private static func numbers(_ values: [Value]) -> [Double]? {
        var zone: Zone?
        var hasNumber = false
        var result: [Double] = []
        result.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: result.append(-.infinity)
            case .number(let number) where number.isFinite && zone == nil:
                hasNumber = true
                result.append(number)
            case .date(let date) where date.isValid && !hasNumber && (zone == nil || zone == date.zone):
                zone = date.zone
                result.append(date.milliseconds)
            default: return nil
            }
        }
        return result
    }
}

extension ColumnOrder {
    /// The places of texts among the different ones in their order, those that count as the same having one place;
    /// nil where there is anything else but null, or most are different.
    private static func ranks(_ values: [Value], _ order: ValueOrder) -> [Double]? {
        guard values.count >= 64 else { return nil }
        var numbers: [String: Int] = [:]
        var texts: [Value] = []
        var places: [Int] = []
        places.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: places.append(-1)
            case .text(let text):
                // In other spellings than ASCII's, two that are the same to a dictionary may not be to the order.
                guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
                if let number = numbers[text] {
                    places.append(number)
                    continue
                }
                if texts.count > values.count / 8 { return nil }
                numbers[text] = texts.count
                places.append(texts.count)
                texts.append(value)
            default: return nil
            }
        }
        let sorted = StableSort.sorted(Array(texts.indices)) { order.compare(texts[$0], texts[$1]) }
        var ranks = [Double](repeating: 0, count: texts.count)
        for (place, number) in sorted.enumerated() {
            let isSame = place > 0 && order.compare(texts[sorted[place - 1]], texts[number]) == 0
            ranks[number] = isSame ? ranks[sorted[place - 1]] : Double(place)
        }
        return places.map { $0 < 0 ? -.infinity : ranks[$0] }
    }
}

/// The order of rows by several columns, the first deciding first.
struct RowOrder {
    private let columns: [ColumnOrder]

    init(_ columns: [ColumnOrder]) { self.columns = columns }

    /// Negative, zero or positive as one row stands before, with or behind another.
    func compare(_ one: Int, _ other: Int) -> Int {
        for column in columns {
            let result = column.compare(one, other)
            if result != 0 { return result }
        }
        return 0
    }

    /// The places of the rows in order, those that are alike as they stand; only the first `keep`, if given.
    func sorted(count: Int, keep: Int?) -> [Int] {
        guard let keep, keep < count / 4, count >= 64, columns.allSatisfy(\.isConsistent) else {
            let places = byNumbers(count) ?? StableSort.sorted(Array(0..<count), by: compare)
            return keep.map { Array(places.prefix($0)) } ?? places
        }
        return first(keep, of: count)
    }

    /// The places in order where one column of numbers decides, in much less time.
    private func byNumbers(_ count: Int) -> [Int]? {
        guard columns.count == 1, let numbers = columns[0].numbers else { return nil }
        let isDescending = columns[0].isDescending
        return RadixSort.places(numbers.prefix(count).map { RadixSort.key(isDescending ? -$0 : $0) })
    }

    /// The first rows of the order, kept in a heap whose root is the last of them.
    private func first(_ keep: Int, of count: Int) -> [Int] {
        guard keep > 0 else { return [] }
        func isBefore(_ one: Int, _ other: Int) -> Bool {
            let result = compare(one, other)
            return result != 0 ? result < 0 : one < other
        }
        var heap: [Int] = []
        for place in 0..<count {
            if heap.count < keep {
                heap.append(place)
                siftUp(&heap, isBefore)
            } else if isBefore(place, heap[0]) {
                heap[0] = place
                siftDown(&heap, isBefore)
            }
        }
        return heap.sorted(by: isBefore)
    }

    private func siftUp(_ heap: inout [Int], _ isBefore: (Int, Int) -> Bool) {
        var child = heap.count - 1
        while child > 0, isBefore(heap[(child - 1) / 2], heap[child]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private func siftDown(_ heap: inout [Int], _ isBefore: (Int, Int) -> Bool) {
        var parent = 0
        while true {
            var last = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && isBefore(heap[last], heap[child]) {
                last = child
            }
            if last == parent { return }
            heap.swapAt(parent, last)
            parent = last
        }
    }
}
