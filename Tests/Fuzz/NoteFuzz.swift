import NoteLaws
import VaultModel

/// What libFuzzer calls with bytes that it made: everything that must hold for any bytes at all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNote(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let note = Note(path: NotePath("Fuzz.md"), bytes: Array(UnsafeBufferPointer(start: start, count: count)))
    let broken = NoteLaws(note).broken() + EditLaws(note).broken()
    precondition(broken.isEmpty, broken.joined(separator: "; "))
    return 0
}
