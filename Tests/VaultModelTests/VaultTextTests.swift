import Foundation
import Testing

@testable import VaultModel

@Suite("Names, patterns and packs")
struct VaultTextTests {
    @Test(arguments: [
        ("Note", "nOTE", true), ("a", "b", false), ("a", "aa", false), ("", "", true),
        ("Caf\u{E9}", "cafe\u{301}", true),
        ("Ж", "ж", true), ("\u{212A}", "k", true), ("e\u{301}", "e", false), ("ß", "ss", false),
        ("[", "{", false), ("@Z`z{ and more", "@z`Z{ AND MORE", true), ("eight ab", "eight\0ab", false),
        ("Meriannis\u{212A}", "merianniSk", true),
    ])
    func folding(_ left: String, _ right: String, _ isEqual: Bool) {
        #expect(NameFold.equal(left.utf8, right.utf8) == isEqual)
        #expect(NameFold.equal(right.utf8, left.utf8) == isEqual)
        if isEqual { #expect(NameFold.hash(left.utf8) == NameFold.hash(right.utf8)) }
    }

    @Test func fuzzyPositions() throws {
        #expect(FuzzyMatch.score("hbr", "Harbour")?.positions == [0, 3, 6])
        #expect(FuzzyMatch.score("al", "Metal Ann Lee")?.positions == [6, 10])
        #expect(FuzzyMatch.score("lee ann", "Ann Lee")?.positions == [0, 1, 2, 4, 5, 6])
        #expect(FuzzyMatch.score("", "x")?.positions == [])
        #expect(FuzzyMatch.score("xyz", "Harbour") == nil)
        #expect(FuzzyMatch.score("aa", "a") == nil)
        #expect(FuzzyMatch.score("ÉT", "été")?.positions == [0, 1])
    }

    @Test(arguments: [
        ("ann", "Ann Lee", "Meriann"), ("hw", "Harbour Works", "howl"),
        ("port", "Port", "Port of call, revisited"),
        ("plan", "The plan", "p l a n"), ("HW", "Harbour Works", "shhw"),
    ])
    func fuzzyOrder(_ pattern: String, _ better: String, _ worse: String) throws {
        let scores = try (
            #require(FuzzyMatch.score(pattern, better)), #require(FuzzyMatch.score(pattern, worse))
        )
        #expect(scores.0.score > scores.1.score)
    }

    @Test func packedNumbers() {
        var writer = PackedWriter()
        let numbers = [0, 1, 127, 128, 300, 1 << 20, Int(UInt32.max), 1 << 50]
        for number in numbers { writer.number(number) }
        writer.word(0xDEAD_BEEF)
        writer.optional(nil)
        writer.optional("")
        writer.list(["a", "é"])
        let bytes = writer.bytes
        var reader = PackedReader(bytes)
        #expect(numbers.map { _ in reader.number() } == numbers)
        #expect(reader.word() == 0xDEAD_BEEF && reader.optional() == nil && reader.optional() == "")
        #expect(reader.list() == ["a", "é"] && reader.offset == bytes.count)
    }

    @Test(arguments: [0, 1, 127, 129, 4000]) func sortingByHash(_ count: Int) {
        var random = Xorshift(state: 7)
        var numbers = (0..<count).map { _ in UInt64(random.below(1 << 30)) << 32 | UInt64(random.below(90)) }
        let sorted = numbers.sorted()
        numbers.sortByHash()
        #expect(numbers == sorted)
        var inOrder = (0..<count).map { UInt64(random.below(1 << 30)) << 32 | UInt64($0 / 2) }
        let inOrderSorted = inOrder.sorted()
        inOrder.sortByHash()
        #expect(inOrder == inOrderSorted)
    }

    /// Few tables and few hashes, so that entries stand in each other's places.
    @Test(arguments: 1...4) func pathSlotsAreThoseThatWereAdded(_ seed: UInt64) {
        var random = Xorshift(state: seed)
        var hashes: [UInt32: UInt32] = [:]
        var slots = PathSlots()
        for step in 0..<4_000 as Range<UInt32> {
            if random.below(3) > 0 {
                let hash = UInt32(random.below(2)) << 23 | UInt32(random.below(40))
                slots.add(hash, step)
                hashes[step] = hash
            } else if let (slot, hash) = hashes.min(by: { $0.key < $1.key }) {
                slots.remove(hash, slot)
                hashes[slot] = nil
            }
            guard step % 100 == 0 else { continue }
            let afresh = PathSlots(sorted: hashes.map { UInt64($1) << 32 | UInt64($0) }.sorted())
            for (slot, hash) in hashes {
                #expect(slots.slot(hash) { $0 == slot } == slot && afresh.slot(hash) { $0 == slot } == slot)
            }
            #expect(slots.slot(7) { hashes[$0] != 7 } == nil && afresh.slot(7) { hashes[$0] != 7 } == nil)
        }
    }

    @Test(arguments: [0, 1, 200, 5000]) func hashedSlotsAtOnceEqualThoseAddedOneByOne(_ count: Int) {
        var random = Xorshift(state: 3)
        var (one, hashes) = (HashedSlots(), [UInt32]())
        var batches = [HashBatch()]
        for slot in 0..<UInt32(count) {
            let own = (0..<random.below(6)).map { _ in
                random.below(3) == 0 ? 0xFF00_0001 : UInt32(truncatingIfNeeded: random.below(1 << 10) << 22)
            }
            for hash in own { one.add(hash, slot) }
            hashes += own
            if random.below(50) == 0 { batches.append(HashBatch()) }
            batches[batches.count - 1].hashes += own
            batches[batches.count - 1].counts.append(own.count)
        }
        let all = HashedSlots(batches)
        for hash in Set(hashes + [17]) { #expect(all.slots(hash) == one.slots(hash)) }
    }

    /// Hashes that differ in every byte, many to a part and few, on one thread and on several.
    @Test(arguments: [1, 4]) func hashesAreSortedByAllTheirBytes(_ threads: Int) {
        var random = Xorshift(state: 5)
        let hashes = (0..<6000).map { _ in
            let hash = UInt32(truncatingIfNeeded: random.below(1 << 32))
            return random.below(3) == 0 ? hash : hash & 0x01FF_FFFF
        }
        let batches = stride(from: 0, to: hashes.count, by: 600).map { first in
            HashBatch(hashes: Array(hashes[first..<first + 600]), counts: Array(repeating: 3, count: 200))
        }
        let slots = HashedSlots(batches) { work in
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        }
        var (wanted, unordered) = ([UInt32: [UInt32]](), HashedSlots())
        for (index, hash) in hashes.enumerated() where wanted[hash]?.last != UInt32(index / 3) {
            wanted[hash, default: []].append(UInt32(index / 3))
        }
        for (index, hash) in hashes.enumerated().reversed() { unordered.add(hash, UInt32(index / 3)) }
        unordered.settle(limit: 0)
        for (hash, expected) in wanted {
            #expect(slots.slots(hash) == expected && unordered.slots(hash) == expected)
        }
    }

    @Test func hashedSlotsKeepAllOfThem() {
        var slots = HashedSlots()
        for slot in 0..<30_000 as Range<UInt32> {
            slots.add(slot % 100, slot)
            if slot % 7 == 0 { slots.add(slot % 100, slot) }
            if slot % 9000 == 0 { slots.settle() }
        }
        #expect(slots.slots(5).sorted() == (0..<300).map { 5 + 100 * $0 })
        slots.settle(limit: 0)
        #expect(slots.slots(5).sorted() == (0..<300).map { 5 + 100 * $0 })
        #expect(slots.slots(100).isEmpty)
    }

    @Test func writesJSON() {
        let value = JSONOutput.object([
            .init("b", .list([.number(-1), .null, .bool(true)])),
            .init("a", .text("q\"\\\n\u{1}\u{9B}\u{2028}é😀")),
            .init("e", .list([])), .init("o", .object([])),
        ])
        #expect(
            value.rendered(indented: false)
                == #"{"b":[-1,null,true],"a":"q\"\\\n\u0001\u009b\u2028é😀","e":[],"o":{}}"#)
        #expect(
            value.rendered().hasPrefix("{\n  \"b\": [\n    -1,\n    null,\n    true\n  ],\n  \"a\": "))
        #expect(JSONValue(Array(value.rendered().utf8))?["a"]?.text == "q\"\\\n\u{1}\u{9B}\u{2028}é😀")
    }

    @Test func distances() {
        func distance(_ left: String, _ right: String) -> Int? {
            editDistance(Array(left), Array(right), limit: 3)
        }
        #expect(distance("harbour", "harbour") == 0 && distance("harbour", "harbor") == 1)
        #expect(distance("ab", "ba") == 1 && distance("abc", "xyz") == 3 && distance("abcd", "wxyz") == nil)
        #expect(distance("", "abc") == 3 && distance("", "abcd") == nil)
    }
}
