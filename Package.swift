// swift-tools-version: 6.2
// The graph of targets: what is not listed as a dependency is not to be imported (TidyTests checks it).
import PackageDescription

/// Warnings are errors in CI only, so that a newer compiler never locks a user out.
let strict: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let swift: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + strict

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func source(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: swift)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: swift)
}

/// libFuzzer brings its own `main`, so this target exists only for `Tests/Fuzz/run`.
let fuzzing: [Target] =
    Context.environment["MUSTER_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "muster-fuzz", dependencies: ["VaultModel", "NoteLaws"], path: "Tests/Fuzz",
            exclude: ["run", "notes.dict"],
            swiftSettings: swift + [.unsafeFlags(["-parse-as-library"])])
    ]

let package = Package(
    name: "muster",
    products: [.executable(name: "muster", targets: ["muster"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .target(
            name: "CCurses",
            cSettings: [.define("_GNU_SOURCE")],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .target(name: "CSystem", cSettings: [.define("_GNU_SOURCE")]),

        .target(name: "CBytes"),
        source("VaultModel", ["CBytes", yams]),
        source("Dataview", ["VaultModel"]),
        source("VaultStore", ["VaultModel", "CSystem"]),
        source("VaultWatcher", ["CSystem"]),
        source("Screen"),
        source("Keymaps", [toml], resources: [.embedInCode("Presets")]),
        source("Configuration", ["VaultModel", "Keymaps"]),
        source("Cockpit", ["VaultModel", "Dataview", "Screen", "Keymaps"]),
        source("Terminal", ["CCurses", "Screen", "Keymaps"]),
        .executableTarget(
            name: "muster",
            dependencies: [
                "VaultModel", "Dataview", "VaultStore", "VaultWatcher", "Screen", "Keymaps", "Configuration",
                "Cockpit",
                "Terminal", "CSystem", arguments,
            ],
            swiftSettings: swift),

        .systemLibrary(name: "CVTerm", path: "Tests/CVTerm"),
        .target(
            name: "TestSupport", dependencies: ["CSystem", "CVTerm"], path: "Tests/TestSupport",
            swiftSettings: swift),
        .target(name: "NoteLaws", dependencies: ["VaultModel"], path: "Tests/NoteLaws", swiftSettings: swift),
        tests("VaultModelTests", ["VaultModel", "CBytes", "NoteLaws"], exclude: ["Corpus"]),
        tests("DataviewTests", ["Dataview", "VaultModel"]),
        tests("VaultStoreTests", ["VaultStore", "VaultModel", "CSystem"]),
        tests("VaultWatcherTests", ["VaultWatcher"]),
        tests("ScreenTests", ["Screen"]),
        tests("KeymapsTests", ["Keymaps"]),
        tests("ConfigurationTests", ["Configuration", "VaultModel", "Keymaps"]),
        tests("CockpitTests", ["Cockpit", "Dataview", "VaultModel", "Screen", "Keymaps"]),
        .executableTarget(
            name: "TerminalProbe", dependencies: ["Terminal", "Screen", "Keymaps", "CSystem"],
            path: "Tests/TerminalProbe",
            swiftSettings: swift),
        tests("TerminalTests", ["Terminal", "Screen", "Keymaps", "TerminalProbe"]),
        tests("MusterTests", ["Cockpit", "Keymaps", "muster"]),
        tests("TidyTests", ["Cockpit", "Keymaps"]),

        .target(name: "BenchmarkFloor", path: "Tests/BenchmarkFloor"),
        .executableTarget(
            name: "muster-benchmark",
            dependencies: [
                "VaultModel", "Dataview", "VaultStore", "Cockpit", "Keymaps", "Screen", "BenchmarkFloor",
            ],
            path: "Tests/Benchmark", exclude: ["README.md"], swiftSettings: swift),
    ] + fuzzing
)
