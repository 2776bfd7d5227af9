/// Whether a file of this name is never of interest: what begins with a dot, and the passing files of editors
/// and synchronisers (faults §3 rule 8). None of the others can be a note's name.
func isIgnored(fileName name: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = name.first, let last = name.last else { return true }
    if first == UInt8(ascii: ".") || last == UInt8(ascii: "~") { return true }
    // Vim's probe, and the temporary file of `sed -i`.
    if name.elementsEqual("4913".utf8) { return true }
    if name.count == 9 && name.starts(with: "sed".utf8) { return true }
    return name.starts(with: "~syncthing~".utf8)
}

/// The name of the file that an editor has open if there is a file of this name beside it: `.note.md.swp` of Vim,
/// `.#note.md` of Emacs; nil for any other name.
func lockedFile(by name: [UInt8]) -> [UInt8]? {
    if name.starts(with: ".#".utf8) { return name.count > 2 ? Array(name[2...]) : nil }
    let end = Array(".swp".utf8)
    guard name.first == UInt8(ascii: "."), name.count > end.count + 1, name.suffix(end.count).elementsEqual(end)
    else { return nil }
    return Array(name[1..<(name.count - end.count)])
}
