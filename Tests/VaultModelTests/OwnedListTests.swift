import Testing

@testable import VaultModel

/// The list that belongs to one value.
@Suite struct OwnedListTests {
    @Test func itGrowsAndKeepsWhatItHolds() {
        var list = OwnedList<Int>()
        #expect(list.isEmpty && list.last == nil && list.array == [])
        for number in 0..<100 { list.append(number * number) }
        #expect(list.array == (0..<100).map { $0 * $0 })
        #expect(list.count == 100 && list.last == 99 * 99 && list[7] == 49)
        list[7] = -1
        #expect(list.first { $0 < 0 } == -1 && list.contains { $0 == 64 })
    }

    @Test func elementsAreTakenOffItsEnd() {
        var list = OwnedList<Int>()
        for number in 0..<40 { list.append(number) }
        #expect(list.popLast() == 39)
        list.cut(to: 3)
        list.cut(to: 5)
        #expect(list.array == [0, 1, 2])
        list.cut(to: 0)
        #expect(list.popLast() == nil && list.isEmpty)
    }

    @Test func itIsFilledFromTheStart() {
        var list = OwnedList<Int>()
        list.append(9)
        list.fill(50) { room in
            for place in 0..<50 { room.initializeElement(at: place, to: place) }
            return 50
        }
        #expect(list.array == Array(0..<50))
        list.fill(3) { _ in 0 }
        #expect(list.array == [])
    }

    /// What an element holds is given back with it.
    @Test func elementsAreReleased() {
        final class Held {}
        weak var (kept, cut, popped): (Held?, Held?, Held?) = (nil, nil, nil)
        do {
            var list = OwnedList<Held>()
            var held: [Held] = (0..<3).map { _ in Held() }
            (kept, cut, popped) = (held[0], held[1], held[2])
            for element in held { list.append(element) }
            held = []
            _ = list.popLast()
            #expect(popped == nil && cut != nil)
            list.cut(to: 1)
            #expect(cut == nil && kept != nil)
        }
        #expect(kept == nil)
    }
}
