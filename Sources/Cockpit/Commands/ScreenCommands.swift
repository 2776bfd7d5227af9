import VaultModel

extension Command {
    /// Switching between screens, and in and out of notes.
    static let screens: [Command] =
        ScreenKind.all.map { kind in
            Command("screen.\(kind.id)", .screens, "Go to the \(kind.title.lowercased()) screen") {
                $0.show(kind.id)
            }
        } + panes + [
            Command("pane.zoom", .screens, "Give the pane the whole screen, or take it back", hint: "zoom") {
                $0.page.isZoomed.toggle()
                return []
            },
            Command(
                "item.open", .screens, "Open what is under the cursor: a note, a link", hint: "open",
                obstacle: { state in
                    state.openable == nil ? "Nothing under the cursor leads anywhere" : nil
                }
            ) { $0.openItem() },
            Command("go.back", .screens, "Go back to where the note was opened", hint: "back") {
                $0.goBack()
            },
        ]

    /// Going straight to a pane.
    private static let panes: [Command] = Pane.all.filter {
        ![.reader, .agenda, .people, .person, .search, .results, .preview].contains($0.id)
    }.map { pane in
        Command(
            "pane.\(pane.id.rawValue)", .screens, "Go to the pane \(pane.title)",
            obstacle: { state in
                ScreenKind.panes(of: state.page).contains(pane.id)
                    ? nil : "\(pane.title) is not on this screen"
            }
        ) { $0.focus(on: pane.id) }
    }
}

extension State {
    /// Goes to a screen, as it was left.
    mutating func show(_ id: ScreenID) -> [Effect] {
        overlay = nil
        if case .screen(let current)? = pages.first?.kind {
            if current == .agenda, id != .agenda { agenda.kept = [:] }
            resting[current] = pages[0]
        }
        pages = [resting[id] ?? ScreenKind.of(id).firstPage]
        guard id == .search, page.tab == .search else { return [] }
        let warming: [Effect] = scan.isDone && search.isDone ? [.warmSearch(isPatient: false)] : []
        return warming + (search.hits.isEmpty ? typeSearch() : [])
    }

    /// Where Enter leads now.
    var openable: Destination? {
        guard let item else { return nil }
        if item.destinations.isEmpty { return nil }
        return item.destinations[min(focused.link, item.destinations.count - 1)]
    }

    /// Follows what is under the cursor.
    mutating func openItem() -> [Effect] {
        switch openable {
        case .note(let path, let heading): return read(path, heading: heading)
        case .place(let origin): return read(origin.path, line: origin.line)
        case .missing(let name):
            notice = Notice("No note is named “\(name)”", isError: true)
            return []
        case .address(let address): return follow(address)
        case nil: return []
        }
    }

    /// Opens a note in the reader, at a line from 0 or at a heading or `^block`, if one is given.
    mutating func read(_ path: NotePath, line: Int? = nil, heading: String? = nil) -> [Effect] {
        guard vault[path] != nil || open[path] != nil else {
            notice = Notice("\(path.fileName) is not a note; Muster shows notes only", isError: true)
            return []
        }
        var next = Page(.note(path), focus: .reader, tab: .reader)
        if let line { next.panes[.reader, default: PaneState()].selected = ReaderText.itemID(line: line) }
        next.seeking = heading
        pages.append(next)
        visit(path)
        return []
    }

    /// Hands an address to the desktop, if it is of a kind that can do no harm (faults §4.3 rule 6).
    mutating func follow(_ address: String) -> [Effect] {
        let scheme = address.prefix { $0 != ":" }.lowercased()
        let isClean = address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
        guard ["http", "https", "mailto"].contains(scheme), isClean else {
            notice = Notice("Not opened, since only web and mail addresses are: \(address)", isError: true)
            return []
        }
        notice = Notice("Opened \(address)")
        return [.open(address)]
    }

    /// Closes the note that is read.
    mutating func goBack() -> [Effect] {
        if overlay != nil {
            overlay = nil
        } else if page.isZoomed {
            page.isZoomed = false
        } else if pages.count > 1 {
            pages.removeLast()
        } else if !focused.filter.isEmpty {
            focused.filter = ""
        }
        return []
    }
}
