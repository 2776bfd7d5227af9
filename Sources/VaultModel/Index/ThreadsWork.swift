import Synchronization

/// What does some work: calls what it is given on one thread or more, and returns when all are done.
package typealias ThreadsWork = (@escaping @Sendable () -> Void) -> Void

/// Does pieces of work by their numbers from 0 on, each on the thread that draws it, and returns when all are done.
func doPieces(_ count: Int, by perform: ThreadsWork, _ body: @escaping @Sendable (Int) -> Void) {
    let draw = Draw()
    perform {
        while case let number = draw.next(), number < count { body(number) }
    }
}

/// Numbers from 0 on, each given out once.
private final class Draw: Sendable {
    private let number = Atomic<Int>(0)

    func next() -> Int { number.add(1, ordering: .relaxed).oldValue }
}
