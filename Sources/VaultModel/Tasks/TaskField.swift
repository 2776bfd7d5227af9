/// A field of the Tasks plugin at the end of a task's line.
package struct TaskField: Hashable, Sendable {
    /// The kinds of fields, in the order in which the plugin writes them (dialect §6.1).
    package enum Kind: Int, CaseIterable, Sendable {
        case id, dependsOn, priority, recurrence, onCompletion, created, start, scheduled, due, cancelled,
            done

        /// The key in the Dataview form.
        var key: String {
            switch self {
            case .id: "id"
            case .dependsOn: "dependsOn"
            case .priority: "priority"
            case .recurrence: "repeat"
            case .onCompletion: "onCompletion"
            case .created: "created"
            case .start: "start"
            case .scheduled: "scheduled"
            case .due: "due"
            case .cancelled: "cancelled"
            case .done: "completion"
            }
        }

        /// The signs of the emoji form; the first one is written. Those of a priority are its values.
        var signs: [String] {
            switch self {
            case .id: ["🆔"]
            case .dependsOn: ["⛔"]
            case .priority: TaskPriority.allCases.compactMap(\.sign)
            case .recurrence: ["🔁"]
            case .onCompletion: ["🏁"]
            case .created: ["➕"]
            case .start: ["🛫"]
            case .scheduled: ["⏳", "⌛"]
            case .due: ["📅", "📆", "🗓"]
            case .cancelled: ["❌"]
            case .done: ["✅"]
            }
        }

        /// The kinds by their signs, each one scalar, its UTF-8 bytes taken for a number: each stands where the
        /// remainder of that number says, and no two have the same.
        private static let bySign = allCases.reduce(
            into: [(sign: UInt32, kind: Kind)](repeating: (0, .id), count: Int(signPlaces))
        ) { places, kind in
            for sign in kind.signs {
                let code = sign.utf8.reduce(0) { $0 << 8 | UInt32($1) }
                places[Int(code % signPlaces)] = (code, kind)
            }
        }
        private static let signPlaces: UInt32 = 69

        /// The kind that a sign opens: its UTF-8 bytes taken for a number, the first one in the highest bits.
        static func ofSign(_ code: UInt32) -> Kind? {
            let known = bySign[Int(code % signPlaces)]
            return known.sign == code ? known.kind : nil
        }

        /// The kind with this key in the Dataview form.
        static func ofKey(_ bytes: SourceBytes, _ key: ByteRange) -> Kind? {
            allCases.first { bytes.equals($0.key.utf8, in: key) }
        }

        /// Whether the value is a date.
        var isDate: Bool { rawValue >= Kind.created.rawValue }
    }
    /// What it says.
    package var kind: Kind
    /// The whole field: sign or brackets, value, and a comma behind the brackets.
    package var range: ByteRange
    /// The value; for a priority in the emoji form, the sign.
    package var valueRange: ByteRange

    /// The field as the plugin writes it, with the spaces before it.
    static func written(_ kind: Kind, _ value: String, _ format: TaskSettings.Format) -> String {
        switch format {
        case .dataview: "  [\(kind.key):: \(value)]"
        case .emoji: kind == .priority ? " \(value)" : " \(kind.signs[0]) \(value)"
        }
    }
}

/// How much a task matters; no field at all sits between medium and low.
package enum TaskPriority: String, CaseIterable, Sendable, Comparable {
    case highest, high, medium, none, low, lowest

    /// The sign of the emoji form.
    package var sign: String? {
        switch self {
        case .highest: "🔺"
        case .high: "⏫"
        case .medium: "🔼"
        case .none: nil
        case .low: "🔽"
        case .lowest: "⏬"
        }
    }

    /// The priorities by their signs and words, the bytes taken for a number behind a 1.
    private static let byCode = allCases.filter { $0 != .none }.flatMap { priority in
        [priority.rawValue, priority.sign ?? ""].map {
            (code: $0.utf8.reduce(1) { $0 << 8 | UInt64($1) }, priority: priority)
        }
    }

    /// The priority whose sign, or word in the Dataview form, the bytes are.
    init(written bytes: SourceBytes, _ range: ByteRange) {
        var code: UInt64 = 1
        for offset in range.indices.prefix(8) { code = code << 8 | UInt64(bytes[offset]) }
        self = range.count < 8 ? Self.byCode.first { $0.code == code }?.priority ?? .none : .none
    }

    /// The highest comes first.
    package static func < (left: TaskPriority, right: TaskPriority) -> Bool { left.rank < right.rank }

    /// 0 for the highest to 5 for the lowest.
    package var rank: Int {
        switch self {
        case .highest: 0
        case .high: 1
        case .medium: 2
        case .none: 3
        case .low: 4
        case .lowest: 5
        }
    }
}
