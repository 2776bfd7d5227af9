import CBytes
import Testing

@testable import VaultModel

/// What each byte of a note may be, as vectors find it and as a look at each byte does.
@Suite struct ByteKindsTests {
    private static let kinds: [(kind: ByteKinds.Kind, bytes: [UInt8])] = [
        (.feed, Array("\n".utf8)), (.mark, Array("#$%:<[\\`".utf8)), (.joint, Array("[\\]|".utf8)),
        (.wide, (0x80...0xFF).map { $0 }),
    ]
    /// Every byte, next to every kind of border between vectors.
    private static let texts: [[UInt8]] = [0, 1, 31, 32, 33, 63, 64, 65, 127, 128, 300].map { count in
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
    }

    @Test func everyByteOfAKindIsFound() {
        for text in Self.texts {
            for (kind, wanted) in Self.kinds {
                let expected = text.indices.filter { wanted.contains(text[$0]) }
                let found = text.read { source in
                    source.withKinds { kinds in
                        var found: [Int] = []
                        var offset = kinds.next(kind, from: 0, to: text.count)
                        while offset < text.count {
                            found.append(offset)
                            offset = kinds.next(kind, from: offset + 1, to: text.count)
                        }
                        return found
                    }
                }
                #expect(found == expected, "\(kind) in \(text.count) bytes")
            }
        }
    }

    @Test func theEndIsWhereNoneFollows() {
        let text = Array("ab[cd".utf8)
        let (before, behind, none) = text.read { source in
            source.withKinds { kinds in
                (
                    kinds.next(.mark, from: 0, to: 2), kinds.next(.mark, from: 3, to: 5),
                    kinds.next(.mark, from: 5, to: 5)
                )
            }
        }
        #expect((before, behind, none) == (2, 5, 5))
    }

    /// The ways that this processor has, the one for all of them first.
    static let ways = [cbytes_anywhere, cbytes_newer, cbytes_newest]
        .filter { $0.rawValue <= cbytes_best_way().rawValue }

    @Test(arguments: ways.map(\.rawValue)) func everyProcessorFindsTheSame(way: cbytes_way.RawValue) {
        for text in Self.texts {
            let room = (text.count + 63) / 64
            let unset = cbytes_kinds(feeds: 1, marks: 1, joints: 1, wide: 1)
            var one = Array(repeating: unset, count: room)
            var other = one
            let summary = cbytes_find_kinds(cbytes_way(way), text, text.count, &one)
            _ = cbytes_find_kinds(cbytes_anywhere, text, text.count, &other)
            let words = { (kinds: cbytes_kinds) in [kinds.feeds, kinds.marks, kinds.joints, kinds.wide] }
            #expect(one.map(words) == other.map(words), "\(text.count) bytes")
            #expect(summary.feeds == text.count { $0 == 0x0A })
            #expect(summary.has_returns == text.contains(0x0D))
        }
    }

    /// Few and many line feeds to a word, at its ends and over several.
    @Test func everyLineIsFound() {
        let texts: [[UInt8]] =
            Self.texts + [
                Array(repeating: 0x0A, count: 200), Array("a\n\n\n\n\nb\n".utf8),
                Array(repeating: 0x61, count: 63) + [0x0A, 0x0A] + Array(repeating: 0x61, count: 130),
            ]
        for text in texts {
            let feeds = text.indices.filter { text[$0] == 0x0A }
            let ends = feeds.map { UInt32($0) }
            let starts = [0] + ends.map { $0 + 1 }
            var kinds = Array(repeating: cbytes_kinds(), count: (text.count + 63) / 64)
            _ = cbytes_find_kinds(cbytes_anywhere, text, text.count, &kinds)
            for way in Self.ways {
                var lines = Array(repeating: cbytes_line(), count: feeds.count + Int(cbytes_spare_lines))
                cbytes_find_lines(way, kinds, kinds.count, &lines)
                #expect(lines.prefix(feeds.count).map(\.end) == ends, "\(text.count) bytes")
                #expect(lines.prefix(feeds.count + 1).map(\.start) == starts, "\(text.count) bytes")
            }
        }
    }
}
