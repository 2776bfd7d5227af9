import Cockpit
import Configuration
import Glibc
import VaultModel
import VaultStore

/// A vault for one run of the program: its store, its settings and, when asked for, its index.
struct OpenVault: Sendable {
    /// The folder as given.
    let root: String
    /// The vault's name: its folder's.
    let name: String
    /// Reads and writes.
    let store: VaultStore
    /// What a toggle does in this vault.
    let taskSettings: TaskSettings
    /// The folder of forms for new notes; nil where the app has none.
    let templates: String?
    /// How those forms write days and times.
    let templateFormats: TemplateFormats
    /// The names and tags that its notes use.
    let schema: Schema
    /// What the user and the vault chose, and what is wrong with their files.
    let configuration: Configuration
    /// What is remembered of reviews; nil where nothing can be kept.
    let memory: ReviewMemory?
    /// Why nothing can be kept in the state folder, in words; nil if it can.
    let obstacleToRemembering: String?

    /// Opens the vault in a folder.
    init(at root: String) throws {
        self.root = root
        let full = Self.absolute(root)
        name = full.split(separator: "/").last.map(String.init) ?? full
        configuration = ConfigurationFiles.load(root: full)
        schema = configuration.schema
        let state = StateFolder.path(of: full)
        obstacleToRemembering = StateFolder.obstacle(state, root: full)
        let usable = obstacleToRemembering == nil ? state : nil
        memory = usable.map { ReviewMemory(stateFolder: $0) }
        do {
            store = try VaultStore(
                root: full, stateFolder: usable,
                obstacle: obstacleToRemembering.map(Self.obstacleToEditing))
        } catch {
            throw Failure(.usage, "\(root): \(error.message)")
        }
        let forms = SmallFile.read(full + "/.obsidian/templates.json").flatMap { JSONValue($0) }
        func format(_ key: String) -> String? { forms?[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
        templateFormats = TemplateFormats(date: format("dateFormat"), time: format("timeFormat"))
        templates = forms?["folder"]?.text?.split(separator: "/").joined(separator: "/")
        taskSettings = TaskSettings(root: full)
    }

    /// Why no edit is saved, in words; nil if edits are: what can't be written into the undo journal can't be taken
    /// back (faults §6.1 case 18).
    var obstacleToEditing: String? { obstacleToRemembering.map(Self.obstacleToEditing) }

    private static func obstacleToEditing(_ reason: String) -> String {
        "the undo journal can't be kept, so nothing is changed: \(reason)"
    }

    private static func absolute(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// What edits need to know beside the note.
    func settings(today: CalendarDay) -> EditSettings {
        EditSettings(schema: schema, tasks: taskSettings, today: today)
    }

    /// The note that a name or path on the command line means.
    func note(_ name: String, in vault: Vault) throws -> Note { try read(path(ofNote: name, in: vault)) }

    /// The path of the note that a name or path on the command line means.
    func path(ofNote name: String, in vault: Vault) throws -> NotePath {
        switch vault.find(name.hasPrefix("./") ? String(name.dropFirst(2)) : name) {
        case .note(let path): return path
        case .several(let paths):
            let list = paths.prefix(5).map(\.text).joined(separator: ", ")
            throw Failure(.problems, "\(name): several notes have this name; give the path of one: \(list)")
        case .none(let nearest):
            let hint =
                nearest.isEmpty
                ? "" : "; did you mean \(nearest.prefix(3).map { "“\($0.name)”" }.joined(separator: ", "))?"
            throw Failure(.problems, "\(name): no note has this path or name\(hint)")
        }
    }

    /// Reads and parses a note.
    func read(_ path: NotePath) throws -> Note {
        do {
            return Note(path: path, bytes: try store.read(path).bytes)
        } catch {
            throw Failure(.problems, "\(path.text): \(error.message)")
        }
    }

    /// Saves an edit; a refusal becomes a failure with the status that says why. The accepted text follows, if
    /// it was what the edit changed.
    @discardableResult func commit(_ edit: Edit) throws -> Edit {
        let applied = try save(edit)
        do { try memory?.follow(applied) } catch { warn(of: error) }
        return applied
    }

    /// Saves an edit, and nothing else; warns where an editor has the note open.
    func save(_ edit: Edit) throws -> Edit {
        warnOfEditor(edit.path)
        switch SaveReport(store.commit(edit)) {
        case .saved(let applied, _, let isDurable):
            if !isDurable {
                Output.error("muster: \(edit.path.text): saved, but not yet safe from a power cut")
            }
            return applied
        case .changed(_, let reason):
            throw Failure(.changed, "\(edit.path.text): \(reason)")
        case .refused(let reason):
            throw Failure(.problems, "\(edit.path.text): \(reason)")
        }
    }
}

extension OpenVault {
    /// Says that an editor has the note open, where one has.
    func warnOfEditor(_ path: NotePath) {
        guard let editor = store.editor(of: path) else { return }
        Output.error("muster: \(path.text): \(OpenElsewhere.warning(of: path, in: editor))")
    }
}

extension TaskSettings {
    /// What the vault in the folder `root` tells the Tasks plugin to do.
    init(root: String) {
        let list = SmallFile.reading("\(root)/\(Self.listFile)")
        let data = SmallFile.reading("\(root)/\(Self.dataFile)")
        self.init(communityPlugins: list.bytes, data: data.bytes)
        if case .unreadable(let reason) = list {
            obstacle = Self.obstacle(file: Self.listFile, reason)
        } else if isPluginEnabled, case .unreadable(let reason) = data {
            obstacle = Self.obstacle(file: Self.dataFile, reason)
        }
    }
}
