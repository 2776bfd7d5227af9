package import VaultModel

/// The people as the cockpit keeps them.
package struct PeopleState: Sendable {
    /// Who was gathered last.
    package private(set) var made: People?
    /// Whether a worker is gathering them.
    package var isAsked = false
    /// The page of the person in sight, or of the one before until it is there.
    package private(set) var page: PersonPage?
    /// What the page in sight was asked for.
    package private(set) var wanted: PersonPage.Key?
    /// Counts what came.
    package private(set) var version = 0

    /// Takes over who was gathered.
    mutating func take(_ people: People) {
        made = people
        isAsked = false
        version += 1
    }

    /// Asks for a page, if another one than the last is wanted; nil if not.
    mutating func want(_ key: PersonPage.Key) -> Effect? {
        guard wanted != key else { return nil }
        wanted = key
        return .readPage(key)
    }

    /// Takes a page over, if it is the one that is wanted.
    mutating func take(_ page: PersonPage) {
        guard page.key == wanted else { return }
        self.page = page
        version += 1
    }
}

/// Every line of the vault that speaks of a person, newest first.
package struct PersonPage: Sendable {
    /// What a page is made from.
    package struct Key: Hashable, Sendable {
        /// Whom it is about.
        package var person: PersonRequest
        /// The revision of the vault.
        package var revision: Int
    }
    /// What it was made from.
    package let key: Key
    /// The lines.
    package let lines: [PersonLine]

    /// A page of lines in any order.
    package init(_ key: Key, _ lines: [PersonLine]) {
        self.key = key
        self.lines = lines.sorted(by: PersonRequest.isBefore)
    }
}

extension State {
    /// Asks for the people, where those that are there are older than the vault.
    mutating func demandPeople() -> [Effect] {
        guard !people.isAsked else { return [] }
        if let made = people.made, made.revision == vault.revision || !scan.isDone { return [] }
        people.isAsked = true
        return [.survey(.people(leavingOut: templates))]
    }

    /// Asks for the page of the person under the list's cursor.
    mutating func demandPage() -> [Effect] {
        guard pages[0].kind == .screen(.people), scan.isDone, let person = listedPerson else { return [] }
        let request = PersonRequest(person, in: vault)
        let effect = people.want(PersonPage.Key(person: request, revision: vault.revision))
        return effect.map { [$0] } ?? []
    }

    /// The person under the cursor of the list of people.
    var listedPerson: Person? {
        guard pages[0].kind == .screen(.people), let item = listed else { return nil }
        return people.made?.all.first { $0.itemID == item.id }
    }
}

extension Person {
    /// How the person's row in the list is named.
    var itemID: String { path?.text ?? "?\(name)" }
}
