/// The notes that a run is about, shared by all objects that it makes: one reference, where a copy for each of
/// hundreds of thousands would cost.
final class SharedSource: Sendable {
    /// The notes.
    let source: any QuerySource

    init(_ source: any QuerySource) { self.source = source }
}
