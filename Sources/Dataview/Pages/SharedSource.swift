import VaultModel

/// The notes that a run is about, shared by all objects that it makes: one reference, where a copy for each of
/// hundreds of thousands would cost.
final class SharedSource: Sendable {
    /// The notes.
    let source: any QuerySource

    init(_ source: any QuerySource) { self.source = source }

    /// What is known of a note; a note that can't be read now has nothing in it.
    func page(at place: Int, _ path: NotePath) -> PageMetadata {
        source.page(at: place)
            ?? PageMetadata(
                Note(path: path, bytes: []),
                times: PageTimes(
                    size: 0, createdMilliseconds: 0, modifiedMilliseconds: 0, clock: .standard),
                clock: .standard)
    }
}
