package import VaultModel

/// A list that is drawn from the whole vault, too long to be made between a key and its frame: a worker makes it.
package enum Survey: Hashable, Sendable {
    /// The open tasks and blockers.
    case agenda(Agenda.Request)
    /// The people; those in a folder of forms are none.
    case people(leavingOut: String?)
    /// Whom the words of a line may name.
    case names(LinePlace)

    /// Makes the list; nil where `isCancelled` said so.
    package func answer(_ vault: Vault, isCancelled: () -> Bool = { false }) -> SurveyAnswer? {
        switch self {
        case .agenda(let request): Agenda(vault, request, isCancelled: isCancelled).map { .agenda($0) }
        case .people(let templates):
            People(vault, leavingOut: templates, isCancelled: isCancelled).map { .people($0) }
        case .names(let place):
            .names(
                place,
                vault.nameOffers(onLine: place.line, of: Note(path: place.path, bytes: place.bytes)))
        }
    }
}

/// What a worker found.
package enum SurveyAnswer: Sendable {
    case agenda(Agenda)
    case people(People)
    case names(LinePlace, [NameOffer])
}

extension State {
    /// Asks for the lists of the screen in sight, where what is there is older than the vault.
    mutating func demandSurveys() -> [Effect] {
        guard case .screen(let id) = pages[0].kind else { return [] }
        switch id {
        case .agenda: return demandAgenda()
        case .search: return demandSearch() + demandCount()
        case .people: return demandPeople() + demandCount()
        default: return demandCount()
        }
    }

    /// Whether a note or a list was asked for that will change what is on the screen.
    package var isAwaiting: Bool {
        if case .picker(let picker) = overlay, picker.isAwaiting { return true }
        return
            !loading.isEmpty || agenda.isAsked || people.isAsked || !search.isDone || asked.answers.isWaiting
    }

    /// Takes a list over.
    mutating func surveyed(_ answer: SurveyAnswer) -> [Effect] {
        switch answer {
        case .agenda(let made): agenda.take(made)
        case .people(let made): people.take(made)
        case .names(let place, let offers): return offered(offers, at: place)
        }
        return []
    }
}
