import BenchmarkFloor
import Glibc

/// Times of one thing that was done again and again, in seconds.
struct Times {
    private var values: [Double] = []
    private var works: [Double] = []

    /// Does something and keeps how long it took.
    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let (start, worked) = (now(), processorTime())
        let result = try body()
        values.append(now() - start)
        works.append(processorTime() - worked)
        return result
    }

    /// The processors' time for what was measured last.
    var lastWork: Double { works.last ?? 0 }
    /// The time in the middle.
    var median: Double { part(0.5) }
    /// The processors' time for all of them.
    var work: Double { works.reduce(0, +) }
    /// The processors' time for the one that took least of it.
    var leastWork: Double { works.min() ?? 0 }
    /// The longest time.
    var worst: Double { values.max() ?? 0 }
    /// The shortest time.
    var best: Double { values.min() ?? 0 }

    /// The time that this part of all stays below.
    func part(_ part: Double) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }
}

/// Seconds that the processors have spent on this process: on a machine with other work to do, these can still be
/// compared.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Seconds by a clock that only goes forward.
private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Memory of this process that no file stands behind, in bytes.
func anonymousMemory() -> Int {
    floor_give_back()
    guard let file = fopen("/proc/self/smaps_rollup", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard text.hasPrefix("Anonymous:") else { continue }
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
    return 0
}

/// A row of the report: what was measured, the figure, and what it may be at most.
func report(_ what: String, _ figure: String, limit: String = "") {
    let name = what + String(repeating: " ", count: max(1, 44 - what.count))
    let number = figure + String(repeating: " ", count: max(1, 34 - figure.count))
    say(name + number + limit)
}

/// Prints a line at once, also where nobody looks at a terminal.
func say(_ line: String) {
    var text = line + "\n"
    text.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
}

/// Seconds as milliseconds with two digits behind the point, or microseconds.
func shown(_ seconds: Double) -> String {
    seconds < 0.001 ? "\(rounded(seconds * 1e6)) µs" : "\(rounded(seconds * 1e3)) ms"
}

/// A number with two digits behind the point.
func rounded(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
