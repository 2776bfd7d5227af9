import Screen

extension State {
    /// What the mouse does: a click focuses and selects, on a box it toggles; the wheel scrolls what it is over.
    mutating func point(_ event: MouseEvent) -> [Effect] {
        notice = nil
        guard overlay == nil else { return pointAtOverlay(event) }
        let layout = ScreenLayout(self)
        guard let slot = layout.slots.first(where: { $0.rect.contains(event.point) }) else { return [] }
        switch event.action {
        case .wheelDown: return scroll(slot, by: 3)
        case .wheelUp: return scroll(slot, by: -3)
        case .press: return press(slot, at: event.point)
        }
    }

    private mutating func pointAtOverlay(_ event: MouseEvent) -> [Effect] {
        if case .calendar(let calendar) = overlay {
            overlay = .calendar(calendar.pointed(event, on: size))
            return []
        }
        if case .merge = overlay, event.action != .press {
            return moveCursor { cursor, _ in cursor + (event.action == .wheelDown ? 3 : -3) }
        }
        guard case .list = overlay else { return [] }
        switch event.action {
        case .wheelDown: return moveCursor { cursor, _ in cursor + 3 }
        case .wheelUp: return moveCursor { cursor, _ in cursor - 3 }
        case .press:
            overlay = nil
            return []
        }
    }

    private mutating func scroll(_ slot: Slot, by distance: Int) -> [Effect] {
        guard let content = contents[slot.pane]?.content else { return [] }
        var pane = page.panes[slot.pane] ?? PaneState()
        pane.move(to: pane.cursor + distance, in: content, height: slot.inner.height)
        page.panes[slot.pane] = pane
        return []
    }

    private mutating func press(_ slot: Slot, at point: Point) -> [Effect] {
        let wasFocused = page.focus == slot.pane
        var effects = focus(on: slot.pane)
        guard let content = contents[slot.pane]?.content, slot.inner.contains(point) else { return effects }
        var pane = page.panes[slot.pane] ?? PaneState()
        let line = pane.top + point.y - slot.inner.y
        guard line < content.lineCount, let item = content.line(line).item else { return effects }
        let wasSelected = wasFocused && pane.cursor == item
        pane.move(to: item, in: content, height: slot.inner.height)
        page.panes[slot.pane] = pane
        let isOnBox = point.x < slot.inner.x + 4 && content.firstLine(of: item) == line
        let kind = content.item(item).kind
        if isOnBox, kind == .step || kind == .blocker, let toggle = Command.named("step.toggle") {
            effects += toggle.ask(&self)
        } else if wasSelected, openable != nil {
            effects += openItem()
        }
        return effects
    }
}
