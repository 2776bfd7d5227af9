import Screen
import VaultModel

extension Command {
    /// Comparing a note with a copy that a sync service made of it, and putting the two together.
    static let conflicts: [Command] =
        [
            Command(
                "conflict.compare", .triage,
                "Compare the note with its conflict copy, or settle a merge in it",
                hint: "compare",
                obstacle: {
                    $0.comparable == nil ? "The note has no conflict copy and no marks of a merge" : nil
                }
            ) { $0.compare() }
        ] + merging

    /// What is done in the comparison.
    private static let merging: [Command] = [
        inMerge("merge.takeNote", "Take the note's text in this place", hint: "take note") { state in
            state.merge { $0.choose(.note, height: $1) }
        },
        inMerge("merge.takeCopy", "Take the copy's text in this place", hint: "take copy") { state in
            state.merge { $0.choose(.copy, height: $1) }
        },
        inMerge("merge.takeBoth", "Take both texts in this place, the note's first", hint: "both") { state in
            state.merge { $0.choose(.both, height: $1) }
        },
        inMerge("merge.takeNoteEverywhere", "Take the note's text in all places") { state in
            state.merge { merge, _ in merge.chooseEverywhere(.note) }
        },
        inMerge("merge.takeCopyEverywhere", "Take the copy's text in all places") { state in
            state.merge { merge, _ in merge.chooseEverywhere(.copy) }
        },
        inMerge("merge.next", "Go to the next place that differs", hint: "next") { state in
            state.merge { merge, height in
                let here = merge.content.itemCount > 0 ? merge.content.item(merge.pane.cursor).id : ""
                let isOn = MergeText.hunk(of: here) != nil
                if let current = merge.current { merge.go(to: isOn ? current + 1 : current, height: height) }
            }
        },
        inMerge("merge.previous", "Go to the place before") { state in
            state.merge { merge, height in
                merge.go(to: (merge.current ?? merge.merge.hunks.count) - 1, height: height)
            }
        },
        inMerge("merge.write", "Write what was taken, and keep the copy", hint: "write", writes: true) {
            $0.writeMerge(removesCopy: false)
        },
        inMerge(
            "merge.finish", "Write what was taken, and remove the copy", hint: "write, remove copy",
            writes: true,
            needsCopy: true
        ) { $0.writeMerge(removesCopy: true) },
    ]

    private static func inMerge(
        _ id: String, _ help: String, hint: String? = nil, writes: Bool = false, needsCopy: Bool = false,
        run: @escaping @Sendable (inout State) -> [Effect]
    ) -> Command {
        Command(
            id, .triage, help, hint: hint,
            obstacle: { state in
                guard case .merge(let shown)? = state.overlay else {
                    return "This is for the comparison of two texts"
                }
                if needsCopy, shown.merge.copy == nil { return "There is no copy to remove" }
                return writes ? state.obstacleToWriting : nil
            }, run: run)
    }
}

extension State {
    /// Changes the comparison; the closure gets how many lines are in sight.
    fileprivate mutating func merge(_ change: (inout MergeOverlay, Int) -> Void) -> [Effect] {
        guard case .merge(var shown)? = overlay else { return [] }
        shown.isAsked = false
        change(&shown, OverlayLayout.merge(on: size).inner.height)
        overlay = .merge(shown)
        return []
    }
}
