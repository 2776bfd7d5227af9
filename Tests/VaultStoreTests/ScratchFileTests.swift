import CSystem
import Glibc
import TestSupport
import Testing

@testable import VaultStore

@Suite("Bytes that are kept outside memory") struct ScratchFileTests {
    private let place = Folder()

    private func bytes(_ kept: KeptBytes) -> [UInt8] { kept.withBytes { Array($0) } }

    @Test func whatIsKeptIsGivenBack() {
        let scratch = ScratchFile(folder: place.path + "/cache/vault")
        let texts = [1, 4095, 4096, 70_000, 200_000].map { count in
            (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ count) }
        }
        var kept = texts.map { scratch.keep($0) }
        #expect(kept.map { bytes($0) } == texts)
        #expect(kept.map(\.count) == texts.map(\.count))
        kept.removeFirst(2)
        kept.append(scratch.keep(texts[1]))
        #expect(kept.map { bytes($0) } == texts[2...] + [texts[1]])
    }

    @Test func nothingIsLeftInTheFolder() throws {
        let scratch = ScratchFile(folder: place.path)
        let kept = scratch.keep([1, 2, 3])
        #expect(try StateFile(system: Kernel(), folder: Array(place.path.utf8)).names() == [])
        #expect(bytes(kept) == [1, 2, 3])
    }

    @Test("whatever the disk says, the bytes are there", arguments: 1...9)
    func bytesAreKeptInMemoryWhereThereIsNoFile(_ call: Int) {
        for fault in [FaultySystem.Fault.failFrom(call, ENOSPC), .fail(call, EIO), .short(call)] {
            let scratch = ScratchFile(folder: place.path, system: FaultySystem(fault))
            let kept = [[7, 8, 9], [UInt8](repeating: 5, count: 100_000), []].map { scratch.keep($0) }
            #expect(bytes(kept[0]) == [7, 8, 9])
            #expect(bytes(kept[1]) == [UInt8](repeating: 5, count: 100_000))
            #expect(bytes(kept[2]).isEmpty)
        }
        #expect(bytes(ScratchFile(folder: nil).keep([1, 2])) == [1, 2])
    }
}
