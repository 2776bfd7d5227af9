/// The sections of a project note that mean something, in their canonical order (dialect §12.1).
package enum SectionKind: UInt8, CaseIterable, Sendable {
    case overview, status, blockers, steps, collaborators, openTasks, decisions, facts, topics
    case people, customers, context, artifacts
}

extension SectionKind: Comparable {
    /// Kinds are ordered as their sections are.
    package static func < (left: SectionKind, right: SectionKind) -> Bool { left.rawValue < right.rawValue }
}
