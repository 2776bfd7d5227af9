package import VaultModel

/// A line of a note with the bytes that the note held when it was looked at.
package struct LinePlace: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// The line, from 0.
    package var line: Int
    /// What the note held.
    package var bytes: [UInt8]
}

extension State {
    /// The line under the cursor, where its note is read.
    var linePlace: LinePlace? {
        guard let origin = item?.origin, let note = open[origin.path]?.note, origin.line < note.lines.count
        else { return nil }
        if let anchor = item?.anchor, !note.lineText(origin.line).contains(anchor) { return nil }
        return LinePlace(path: origin.path, line: origin.line, bytes: note.bytes)
    }

    /// Makes a link of the one name that a line offers, or asks which one is meant.
    mutating func offered(_ offers: [NameOffer], at place: LinePlace) -> [Effect] {
        guard let first = offers.first else {
            notice = Notice("No person of this vault is named on this line without a link", isError: true)
            return []
        }
        if offers.count == 1 { return link(first, at: place) }
        let rows = offers.map { offer in
            let person = vault[offer.path]
            let what = [person?.role, person?.company].compactMap { $0 }.map(plainText).joined(
                separator: ", ")
            return PickerRow(
                target: .name(offer, at: place), text: "\(offer.words) → \(offer.path.name)", positions: [],
                detail: what)
        }
        return search(Picker(.choices(title: "Whom does the line mean?", rows)))
    }

    /// Makes a link of a name on a line.
    mutating func link(_ offer: NameOffer, at place: LinePlace) -> [Effect] {
        let request = PersonRequest(offer)
        return change(place.path) { (note) throws(EditRefusal) in
            guard note.bytes == place.bytes else {
                throw EditRefusal("the note changed meanwhile; look at the line and do it again")
            }
            return try ProjectEdit.link(request, to: offer.target, line: place.line, in: note)
        }
    }

    /// The collaborator whose row in a table the cursor is on.
    var collaboratorHere: Collaborator? {
        guard let origin = item?.origin, let open = open[origin.path] else { return nil }
        return open.project.collaborators.first { $0.line == origin.line && $0.isRow }
    }

    /// Fills what is empty of a collaborator's role and company with what the person's note says.
    mutating func fillCollaborator() -> [Effect] {
        guard let person = collaboratorHere, let path = item?.origin?.path else { return [] }
        guard let note = vault.resolve(person.target ?? person.name, from: path).path,
            let digest = vault[note]
        else {
            notice = Notice("\(person.name) has no note that could say", isError: true)
            return []
        }
        var values: [CollaboratorColumn: String] = [:]
        if person.role.isEmpty { values[.role] = digest.role }
        if person.company.isEmpty { values[.company] = digest.company }
        guard !values.isEmpty else {
            let what = [person.role.isEmpty ? "role" : nil, person.company.isEmpty ? "company" : nil]
            let words = what.compactMap { $0 }.joined(separator: " or ")
            notice = Notice("The note of \(note.name) says no \(words)", isError: true)
            return []
        }
        let schema = schema
        return change(path) { [values] (note) throws(EditRefusal) in
            try ProjectEdit.fillCells(line: person.line, values, in: note, schema: schema)
        }
    }
}
