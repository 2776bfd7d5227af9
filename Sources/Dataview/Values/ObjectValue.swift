/// An object: names with values, either held or fetched when an expression asks for one.
///
/// Pages, their `file`, tasks and list items are objects of the second kind, so that a query over ten
/// thousand notes touches only the fields it names.
package struct ObjectValue: Sendable {
    /// Where the values are.
    private enum Storage: Sendable {
        case held(Fields)
        case fetched(any FieldSource)
        case layered(base: ObjectLayer)
    }
    private let storage: Storage

    /// An object that holds its fields.
    package init(_ fields: Fields) { storage = .held(fields) }
    /// An object whose fields are fetched on demand.
    package init(_ source: any FieldSource) { storage = .fetched(source) }
    /// `base` with one field replaced or added.
    init(_ base: ObjectValue, setting key: String, to value: Value) {
        storage = .layered(base: ObjectLayer(base: base, key: key, value: value))
    }

    /// The value of a field; nil where there is none of that name.
    package subscript(name: String) -> Value? { self[FieldKey(name)] }

    /// The value of a field; nil where there is none of that name.
    subscript(key: FieldKey) -> Value? {
        if case .fetched(let source) = storage { return source.value(of: key) }
        var object = self
        while true {
            switch object.storage {
            case .held(let fields): return fields[key.name]
            case .fetched(let source): return source.value(of: key)
            case .layered(let layer):
                if layer.key == key.name { return layer.value }
                object = layer.base
            }
        }
    }

    /// Whether it has no field.
    package var isEmpty: Bool {
        switch storage {
        case .held(let fields): fields.isEmpty
        case .fetched(let source): source.fieldNames.isEmpty
        case .layered: false
        }
    }

    /// The names of the fields in order.
    package var keys: [String] { fields.keys }

    /// All fields, fetched now.
    package var fields: Fields {
        switch storage {
        case .held(let fields): return fields
        case .fetched(let source):
            return Fields(source.fieldNames.map { ($0, source.value(of: FieldKey($0)) ?? .null) })
        case .layered(let layer):
            var fields = layer.base.fields
            fields[layer.key] = layer.value
            return fields
        }
    }

    /// The list item that the object is, below what FLATTEN laid over it.
    var item: ItemObject? {
        var object = self
        while true {
            switch object.storage {
            case .held: return nil
            case .fetched(let source): return source as? ItemObject
            case .layered(let layer): object = layer.base
            }
        }
    }
}

/// One field over another object.
final class ObjectLayer: Sendable {
    let base: ObjectValue
    let key: String
    let value: Value

    init(base: ObjectValue, key: String, value: Value) {
        self.base = base
        self.key = key
        self.value = value
    }
}

/// Fields that are fetched one by one.
package protocol FieldSource: AnyObject, Sendable {
    /// The names of all fields in order.
    var fieldNames: [String] { get }
    /// The value of a field; nil where there is none of that name.
    func value(of key: FieldKey) -> Value?
}

/// Fields in the order JavaScript gives them: names that are array indices first, then in order of insertion.
package struct Fields: Sendable {
    /// The names in order.
    package private(set) var keys: [String] = []
    /// The values, one per name.
    package private(set) var values: [Value] = []
    /// Where each name stands; kept only where there are many.
    private var places: [String: Int] = [:]
    private static let few = 8

    /// No fields.
    package init() {}
    /// Fields from pairs; a later pair replaces an earlier one of the same name.
    package init(_ pairs: [(String, Value)]) {
        for (key, value) in pairs { self[key] = value }
    }

    /// How many fields there are.
    package var count: Int { keys.count }
    /// Whether there is none.
    package var isEmpty: Bool { keys.isEmpty }

    /// The value of a name; setting nil is ignored.
    package subscript(key: String) -> Value? {
        get { place(of: key).map { values[$0] } }
        set {
            guard let newValue else { return }
            if let place = place(of: key) {
                values[place] = newValue
            } else {
                insert(key, newValue)
            }
        }
    }

    private func place(of key: String) -> Int? {
        keys.count > Self.few ? places[key] : keys.firstIndex(of: key)
    }

    private mutating func insert(_ key: String, _ value: Value) {
        var place = keys.count
        if let number = Self.arrayIndex(key) {
            place = keys.firstIndex { (Self.arrayIndex($0) ?? Int.max) > number } ?? keys.count
        }
        keys.insert(key, at: place)
        values.insert(value, at: place)
        if keys.count > Self.few + 1, place == keys.count - 1 {
            places[key] = place
        } else if keys.count > Self.few {
            places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        }
    }

    /// The number that a name is, if it is written as an array index: `0`, `12`, not `01`.
    private static func arrayIndex(_ key: String) -> Int? {
        guard let first = key.utf8.first, first >= 0x30, first <= 0x39, key.utf8.count < 10,
            let number = Int(key), String(number) == key
        else { return nil }
        return number
    }
}
