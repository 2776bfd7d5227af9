import Screen

/// Measures the figures that the design promises, each against the floor beside it in the same run:
/// `swift run -c release muster-benchmark [NUMBER OF NOTES]…`, or with `limits` and a number of seconds how far queries
/// without an end overrun them.
@main struct Benchmark {
    static func main() throws {
        let asked = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        if CommandLine.arguments.contains("limits") { return LimitBenchmark().run(seconds: asked.first ?? 1) }
        for count in asked.isEmpty ? [10_000] : asked {
            let root = VaultMaker.vault(of: count)
            let benchmark = IndexBenchmark(root: root, rounds: count > 50_000 ? 5 : 9)
            let vault = try benchmark.run()
            try benchmark.replace(in: vault)
            try QueryBenchmark(root: root, rounds: count > 50_000 ? 3 : 9).run()
            for size in [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)] {
                var cockpit = try CockpitBenchmark(vault, root: root, size: size)
                try cockpit?.run()
            }
        }
    }
}
