/// An object: names with values, either held or fetched when an expression asks for one.
///
/// Pages, their `file`, tasks and list items are objects of the second kind, so that a query over ten
/// thousand notes touches only the fields it names.
package struct ObjectValue: Sendable {
    /// Where the values are. Pages and items are told apart here and not behind a protocol, so that a row needs no
    /// object of its own.
    private enum Storage: Sendable {
        case held(Fields)
        case page(PageInRun)
        case file(PageInRun)
        /// A list item by its place in the page's; maybe with the page's fields that it lacks.
        case item(PageInRun, Int32, inheritsFields: Bool)
        case layered(base: ObjectLayer)
    }
    private let storage: Storage

    /// An object that holds its fields.
    package init(_ fields: Fields) { storage = .held(fields) }
    /// A note.
    init(page: PageInRun) { storage = .page(page) }
    /// The `file` of a note.
    init(fileOf page: PageInRun) { storage = .file(page) }
    /// A list item of a note; as a row of a TASK query it also has the fields of its note that it lacks.
    init(item index: Int, of page: PageInRun, inheritsFields: Bool = false) {
        storage = .item(page, Int32(index), inheritsFields: inheritsFields)
    }
    /// `base` with one field replaced or added.
    init(_ base: ObjectValue, setting key: String, to value: Value) {
        storage = .layered(base: ObjectLayer(base: base, key: key, value: value))
    }

    /// The value of a field; nil where there is none of that name.
    package subscript(name: String) -> Value? { self[FieldKey(name)] }

    /// The value of a field; nil where there is none of that name.
    subscript(key: FieldKey) -> Value? {
        guard case .layered(var layer) = storage else { return ownValue(of: key) }
        while layer.key != key.name {
            guard case .layered(let next) = layer.base.storage else { return layer.base.ownValue(of: key) }
            layer = next
        }
        return layer.value
    }

    /// The value of a field where nothing is laid over the object.
    private func ownValue(of key: FieldKey) -> Value? {
        switch storage {
        case .held(let fields): fields[key.name]
        case .page(let page): page.value(of: key)
        case .file(let page): page.fileValue(of: key)
        case .item(let page, let index, let inheritsFields):
            page.value(of: key, ofItem: Int(index)) ?? (inheritsFields ? page.value(of: key) : nil)
        case .layered: nil
        }
    }

    /// Whether it has no field.
    package var isEmpty: Bool {
        if case .held(let fields) = storage { fields.isEmpty } else { false }
    }

    /// Whether its fields stand in it, and are not fetched.
    var isHeld: Bool {
        if case .held = storage { true } else { false }
    }

    /// Whether it is a list item with nothing laid over it.
    var isItem: Bool {
        if case .item = storage { true } else { false }
    }

    /// About how many values there are in it, those apart that it holds itself.
    var weight: Int {
        switch storage {
        case .held(let fields): fields.count
        case .page(let page), .file(let page): 64 + page.page.fields.values.count + 32 * page.page.items.count
        case .item(let page, let index, _): 32 * (1 + Int(page.page.items[Int(index)].children.count))
        case .layered(let layer): 1 + layer.base.weight
        }
    }

    /// The names of the fields in order.
    package var keys: [String] { fields.keys }

    /// All fields, fetched now.
    package var fields: Fields {
        switch storage {
        case .held(let fields): return fields
        case .layered(let layer):
            var fields = layer.base.fields
            fields[layer.key] = layer.value
            return fields
        case .page(let page): return fetched(page.fieldNames)
        case .file(let page): return fetched(page.fileFieldNames)
        case .item(let page, let index, let inheritsFields):
            let names = page.fieldNames(ofItem: Int(index)) + (inheritsFields ? page.fieldNames : [])
            return fetched(names)
        }
    }

    /// The fields of these names that are there.
    private func fetched(_ names: [String]) -> Fields {
        Fields(names.compactMap { name in ownValue(of: FieldKey(name)).map { (name, $0) } })
    }

    /// The path of the note that the object is, below what FLATTEN laid over it.
    var pathText: String? {
        var object = self
        while true {
            switch object.storage {
            case .held, .file, .item: return nil
            case .page(let page): return page.pathText
            case .layered(let layer): object = layer.base
            }
        }
    }

    /// The list item that the object is, where nothing is laid over what tells its place.
    var ownItem: (page: PageMetadata, index: Int)? {
        var object = self
        while case .layered(let layer) = object.storage {
            if ["path", "line", "parent", "children"].contains(layer.key) { return nil }
            object = layer.base
        }
        return object.item
    }

    /// The list item that the object is, below what FLATTEN laid over it.
    var item: (page: PageMetadata, index: Int)? {
        var object = self
        while true {
            switch object.storage {
            case .held, .page, .file: return nil
            case .item(let page, let index, _): return (page.page, Int(index))
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
