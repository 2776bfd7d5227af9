import Screen

extension Command {
    /// Moving the cursor and the focus.
    static let moving: [Command] = [
        Command("cursor.down", .moving, "Move to the next line") {
            $0.moveCursor { cursor, _ in cursor + 1 }
        },
        Command("cursor.up", .moving, "Move to the line before") {
            $0.moveCursor { cursor, _ in cursor - 1 }
        },
        Command("cursor.first", .moving, "Move to the first line") { $0.moveCursor { _, _ in 0 } },
        Command("cursor.last", .moving, "Move to the last line") { $0.moveCursor { _, _ in Int.max } },
        Command("cursor.pageDown", .moving, "Move a page down") { $0.moveCursor { $0 + $1 } },
        Command("cursor.pageUp", .moving, "Move a page up") { $0.moveCursor { $0 - $1 } },
        Command("pane.next", .moving, "Go to the next pane, or in a note to the next link", hint: "next pane")
        {
            $0.step(by: 1)
        },
        Command("pane.previous", .moving, "Go to the pane before, or in a note to the link before") {
            $0.step(by: -1)
        },
        Command("pane.left", .moving, "Go to the pane at the left") { $0.focusBeside(dx: -1) },
        Command("pane.right", .moving, "Go to the pane at the right") { $0.focusBeside(dx: 1) },
        Command("tab.next", .moving, "Show the next of the panes that share a place") { $0.turnTab(by: 1) },
        Command("tab.previous", .moving, "Show the pane before of those that share a place") {
            $0.turnTab(by: -1)
        },
    ]
}

extension State {
    /// Moves the cursor of what keys go to; the closure gets the cursor and how many items a page has.
    mutating func moveCursor(_ target: (Int, Int) -> Int) -> [Effect] {
        if case .list(var list)? = overlay {
            let height = OverlayLayout.list(list, on: size).inner.height
            list.pane.move(to: target(list.pane.cursor, max(1, height - 1)), in: list.content, height: height)
            overlay = .list(list)
            return []
        }
        if case .merge(var merge)? = overlay {
            let height = OverlayLayout.merge(on: size).inner.height
            merge.pane.move(
                to: target(merge.pane.cursor, max(1, height - 1)), in: merge.content, height: height)
            overlay = .merge(merge)
            return []
        }
        let height = ScreenLayout(self).height(page.focus)
        focused.move(
            to: target(focused.cursor, max(1, height - 1)), in: focusedContent, height: height)
        return []
    }

    /// Goes to the next or the previous stop of Tab: a pane, or a link of the note that is read.
    mutating func step(by distance: Int) -> [Effect] {
        if case .note = page.kind { return stepLink(by: distance) }
        let panes = ScreenKind.panes(of: page)
        let index = panes.firstIndex(of: page.focus) ?? 0
        return focus(on: panes[(index + distance + panes.count) % panes.count])
    }

    /// Gives the focus to a pane of the page, bringing it to the front of its place.
    mutating func focus(on pane: PaneID) -> [Effect] {
        guard ScreenKind.panes(of: page).contains(pane) else { return [] }
        page.focus = pane
        if case .screen(let id) = page.kind, ScreenKind.of(id).tabs.contains(pane) { page.tab = pane }
        return []
    }

    /// Gives the focus to the nearest pane at the left or the right of the focused one.
    mutating func focusBeside(dx: Int) -> [Effect] {
        let layout = ScreenLayout(self)
        guard layout.slots.count > 1, let from = layout.slot(page.focus)?.rect else { return step(by: dx) }
        let middle = from.y + from.height / 2
        let beside = layout.slots.filter { dx < 0 ? $0.rect.right <= from.x : $0.rect.x >= from.right }
        let nearest = beside.min { left, right in
            let gaps = [left, right].map { slot in
                (abs(slot.rect.x - from.x), abs(slot.rect.y + slot.rect.height / 2 - middle))
            }
            return gaps[0] < gaps[1]
        }
        return nearest.map { focus(on: $0.pane) } ?? []
    }

    /// Brings the next of the panes that share a place to the front, and gives it the focus.
    mutating func turnTab(by distance: Int) -> [Effect] {
        guard case .screen(let id) = page.kind else { return [] }
        let tabs = ScreenKind.of(id).tabs
        guard !tabs.isEmpty else { return [] }
        let index = tabs.firstIndex(of: page.tab) ?? 0
        return focus(on: tabs[(index + distance + tabs.count) % tabs.count])
    }

    /// Puts the cursor on the next or the previous link of the note that is read.
    mutating func stepLink(by distance: Int) -> [Effect] {
        let content = focusedContent
        var pane = focused
        guard content.itemCount > 0 else { return [] }
        let here = content.item(pane.cursor).destinations.count
        if (0..<here).contains(pane.link + distance), pane.onLink {
            pane.link += distance
        } else {
            let order =
                distance > 0
                ? Array((pane.cursor + 1)..<content.itemCount) : Array((0..<pane.cursor).reversed())
            if !pane.onLink, here > 0, distance > 0 {
                pane.link = 0
            } else if let next = order.first(where: { !content.item($0).destinations.isEmpty }) {
                pane.move(to: next, in: content, height: ScreenLayout(self).height(page.focus))
                pane.link = distance > 0 ? 0 : content.item(next).destinations.count - 1
            } else {
                notice = Notice(distance > 0 ? "No link below" : "No link above")
                return []
            }
        }
        pane.onLink = true
        focused = pane
        return []
    }
}
