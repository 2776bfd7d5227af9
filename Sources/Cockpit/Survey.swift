package import VaultModel

/// A list that is drawn from the whole vault, too long to be made between a key and its frame: a worker makes it.
package enum Survey: Hashable, Sendable {
    /// The open tasks and blockers.
    case agenda(Agenda.Request)

    /// Makes the list; nil where `isCancelled` said so.
    package func answer(_ vault: Vault, isCancelled: () -> Bool = { false }) -> SurveyAnswer? {
        switch self {
        case .agenda(let request): Agenda(vault, request, isCancelled: isCancelled).map { .agenda($0) }
        }
    }
}

/// What a worker found.
package enum SurveyAnswer: Sendable {
    case agenda(Agenda)
}

extension State {
    /// Asks for the lists of the screen in sight, where what is there is older than the vault.
    mutating func demandSurveys() -> [Effect] {
        guard case .screen(let id) = pages[0].kind else { return [] }
        switch id {
        case .agenda: return demandAgenda()
        case .search: return demandSearch()
        default: return []
        }
    }

    /// Whether a note or a list was asked for that will change what is on the screen.
    package var isAwaiting: Bool { !loading.isEmpty || agenda.isAsked || !search.isDone }

    /// Takes a list over.
    mutating func surveyed(_ answer: SurveyAnswer) {
        switch answer {
        case .agenda(let made): agenda.take(made)
        }
    }
}
