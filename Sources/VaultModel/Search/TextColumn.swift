import Synchronization

/// The texts of a list, to be narrowed between a key and its frame however many they are: when somebody looks for
/// something in them they are put into one piece of memory, and kept so. Another list needs another column.
package final class TextColumn: Sendable {
    private struct Texts: Sendable {
        /// As UTF-8, a line feed behind each.
        var bytes: [UInt8] = []
        /// Where each text's line feed stands.
        var ends: [Int] = []

        init(_ count: Int, _ text: (Int) -> String) {
            ends.reserveCapacity(count)
            bytes.reserveCapacity(32 * count)
            for index in 0..<count {
                var text = text(index)
                text.withUTF8 { bytes.append(contentsOf: $0) }
                ends.append(bytes.count)
                bytes.append(0x0A)
            }
        }

        func places(fitting filter: TextFilter) -> [Int] {
            guard let finder = filter.finder else { return slowPlaces(fitting: filter) }
            var places: [Int] = []
            bytes.withUnsafeBufferPointer { bytes in
                var (start, text) = (0, 0)
                while let found = finder.first(in: bytes, start..<bytes.count) {
                    while ends[text] < found { text += 1 }
                    places.append(text)
                    start = ends[text] + 1
                }
            }
            return places
        }

        private func slowPlaces(fitting filter: TextFilter) -> [Int] {
            ends.indices.filter { text in
                filter.fits(bytes[(text == 0 ? 0 : ends[text - 1] + 1)..<ends[text]])
            }
        }
    }
    private let known = Mutex<Texts?>(nil)

    /// A column that nobody has looked at.
    package init() {}

    /// The places of those of `count` texts that fit a filter, rising; `text` tells the one at a place. The texts are
    /// the same at every call.
    package func places(fitting filter: TextFilter, among count: Int, text: (Int) -> String) -> [Int] {
        let column = known.withLock { known in
            if let known { return known }
            let column = Texts(count, text)
            known = column
            return column
        }
        return column.places(fitting: filter)
    }
}
