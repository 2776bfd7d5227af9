/// Which keys run which commands.
///
/// A scope is where keys count: `global`, a pane's id, or an overlay's id. What commands are, a keymap does
/// not know: they are ids.
package struct Keymap: Hashable, Sendable {
    /// One sequence of keys and what it runs.
    package struct Binding: Hashable, Sendable {
        /// The keys, pressed one after the other.
        package let keys: [Key]
        /// The command's id; empty where the keys are taken from an outer scope and do nothing.
        package let command: String

        /// `keys` bound to `command`.
        package init(keys: [Key], command: String) {
            self.keys = keys
            self.command = command
        }
    }

    /// What keys pressed so far amount to.
    package enum Match: Hashable, Sendable {
        /// They run nothing.
        case none
        /// They are the start of these, of which the remaining keys are given; never empty.
        case prefix([Binding])
        /// They run the command of that id.
        case command(String)
    }

    /// The name that the file gives.
    package internal(set) var name: String
    /// One sentence about it.
    package internal(set) var about: String
    /// The bindings of each scope, in the order of the file.
    package internal(set) var scopes: [String: [Binding]] = [:]
    /// What groups of keys with a common start are called, by that start.
    package internal(set) var groups: [[Key]: String] = [:]

    /// A keymap without any key.
    package init(name: String, about: String = "") {
        self.name = name
        self.about = about
    }

    /// What `typed` amounts to in `scopes`, of which the first counts most.
    ///
    /// A scope that knows the keys decides: a complete sequence runs even where an outer scope has longer
    /// ones. Where scopes only know them as a start, all their continuations are offered.
    package func match(_ typed: [Key], in scopes: [String]) -> Match {
        var continuations: [Binding] = []
        var seen: Set<[Key]> = []
        for scope in scopes {
            let bindings = self.scopes[scope] ?? []
            if let exact = bindings.first(where: { $0.keys == typed }) {
                if continuations.isEmpty { return exact.command.isEmpty ? .none : .command(exact.command) }
                break
            }
            for binding in bindings
            where binding.keys.starts(with: typed) && seen.insert(binding.keys).inserted {
                guard !binding.command.isEmpty else { continue }
                continuations.append(
                    Binding(keys: Array(binding.keys.dropFirst(typed.count)), command: binding.command))
            }
        }
        return continuations.isEmpty ? .none : .prefix(continuations)
    }

    /// The sequences that run `command` in `scopes`, of which the first counts most; those listed first in
    /// the file first.
    package func keys(for command: String, in scopes: [String] = ["global"]) -> [[Key]] {
        scopes.flatMap { scope in (self.scopes[scope] ?? []).filter { $0.command == command } }
            .map(\.keys).filter { match($0, in: scopes) == .command(command) }
    }

    /// Binds `keys` in `scope`, replacing what they did there; an empty command makes them do nothing.
    package mutating func bind(_ keys: [Key], to command: String, in scope: String) {
        let binding = Binding(keys: keys, command: command)
        if let index = scopes[scope]?.firstIndex(where: { $0.keys == keys }) {
            scopes[scope]?[index] = binding
        } else {
            scopes[scope, default: []].append(binding)
        }
    }
}
