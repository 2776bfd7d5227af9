private import Synchronization

/// A value that is made when it is first asked for.
final class Lazy<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>

    init(_ value: Value? = nil) { self.value = Mutex(value) }

    /// The value, if it was made.
    var made: Value? { value.withLock { $0 } }

    /// The value; `make` makes it, maybe more than once where several threads ask at the same time.
    func get(_ make: () -> Value) -> Value {
        if let made { return made }
        let new = make()
        value.withLock { $0 = new }
        return new
    }
}
