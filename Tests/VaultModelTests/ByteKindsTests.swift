import CBytes
import Testing

@testable import VaultModel

/// What each byte of a note may be, as vectors find it and as a look at each byte does.
@Suite struct ByteKindsTests {
    private static let kinds: [(kind: ByteKinds.Kind, bytes: [UInt8])] = [
        (.feed, Array("\n".utf8)), (.mark, Array("#$%:<[\\`".utf8)), (.joint, Array("[\\]|".utf8)),
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

    @Test func everyProcessorFindsTheSame() {
        for text in Self.texts {
            let room = (text.count + 63) / 64
            var (one, other) = ([cbytes_kinds](), [cbytes_kinds]())
            one = Array(repeating: cbytes_kinds(feeds: 1, marks: 1, joints: 1, wide: 1), count: room)
            other = one
            cbytes_find_kinds(text, text.count, &one)
            cbytes_find_kinds_anywhere(text, text.count, &other)
            let words = { (kinds: cbytes_kinds) in [kinds.feeds, kinds.marks, kinds.joints, kinds.wide] }
            #expect(one.map(words) == other.map(words), "\(text.count) bytes")
            #expect(
                text.indices.allSatisfy {
                    (one[$0 / 64].wide >> UInt64($0 % 64)) & 1 == (text[$0] >= 0x80 ? 1 : 0)
                })
        }
    }
}
