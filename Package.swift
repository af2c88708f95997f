// swift-tools-version: 6.2
import PackageDescription

/// Settings every Swift target shares: warnings stop the build, imports stay internal unless said.
let swiftSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A Swift room under `Sources/`.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: [], swiftSettings: swiftSettings)
}

/// The tests of one room; fixtures are read through `#filePath`, so their folder is excluded.
func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: Bool = false) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.byName(name: name), "LecternTestSupport"] + dependencies,
    exclude: fixtures ? ["Fixtures"] : [], swiftSettings: swiftSettings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "lectern",
  products: [
    .executable(name: "lectern", targets: ["LecternCLI"]),
    .executable(name: "lectern-bench", targets: ["LecternBench"]),
    .executable(name: "lectern-fuzz", targets: ["LecternFuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CMessageDigest", pkgConfig: "libmd",
      providers: [.apt(["libmd-dev"]), .brew(["libmd"])]
    ),
    .systemLibrary(
      name: "CMinizip", pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]),
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .target(
      name: "CKernels",
      // Kernels are optimised in every configuration, so that debug tests can train; contraction is
      // off, so that the clones for different instruction sets give the same bits.
      cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .target(
      name: "CAssets",
      exclude: [
        "report.css", "report.js", "readout.css", "readout.js", "search.css", "search.js",
      ]),

    room("LecternText", []),
    room("LecternMarkdown", ["CCmark", "LecternText"]),
    room("LecternPlot", ["CPNG", "LecternText"]),
    room(
      "LecternNotebook",
      ["LecternMarkdown", "LecternPlot", "LecternText", .product(name: "Yams", package: "Yams")]),
    room("LecternLanguage", ["LecternText"]),
    room("LecternTensor", ["CKernels"]),
    room("LecternNN", ["LecternTensor"]),
    room(
      "LecternData",
      [
        "LecternTensor", "LecternText", "CMessageDigest", "CMinizip", "CPNG", "CTurboJPEG", "CZlib",
      ]),
    room("LecternFormula", ["LecternLanguage", "LecternTensor", "LecternText"]),
    room(
      "LecternRun",
      [
        "LecternLanguage", "LecternNotebook", "LecternFormula", "LecternNN", "LecternTensor",
        "LecternData", "LecternPlot", "LecternText",
      ]),
    room(
      "LecternReport",
      [
        "LecternNotebook", "LecternMarkdown", "LecternPlot", "LecternLanguage", "LecternText",
        "CAssets", "CMessageDigest", "CZlib",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .executableTarget(
      name: "LecternCLI",
      dependencies: [
        "LecternRun", "LecternReport", "LecternNotebook", "LecternLanguage", "LecternData",
        "LecternText", argumentParser,
      ],
      swiftSettings: swiftSettings),
    .executableTarget(
      name: "LecternBench",
      dependencies: [
        "LecternRun", "LecternReport", "LecternNotebook", "LecternLanguage", "LecternNN",
        "LecternTensor", "LecternData", "LecternText", argumentParser,
      ],
      exclude: ["formulas.py", "peers.py"], swiftSettings: swiftSettings),
    .executableTarget(
      name: "LecternFuzz",
      dependencies: [
        "LecternRun", "LecternReport", "LecternNotebook", "LecternLanguage", "LecternData",
        "LecternTensor", "LecternText", argumentParser,
      ],
      swiftSettings: swiftSettings),

    .target(
      name: "LecternTestSupport", dependencies: ["LecternText"], path: "Tests/LecternTestSupport",
      swiftSettings: swiftSettings),
    tests("LecternText", [], fixtures: true),
    tests("LecternMarkdown", ["LecternText"], fixtures: true),
    tests("LecternPlot", ["CPNG"], fixtures: true),
    tests(
      "LecternNotebook", ["LecternMarkdown", "LecternPlot", "LecternText"], fixtures: true),
    tests("LecternLanguage", ["LecternText"], fixtures: true),
    tests("LecternTensor", ["CKernels"], fixtures: true),
    tests("LecternNN", ["LecternData", "LecternTensor"], fixtures: true),
    tests("LecternData", ["LecternTensor"], fixtures: true),
    tests("LecternFormula", ["LecternLanguage", "LecternTensor", "LecternText"], fixtures: true),
    tests(
      "LecternRun",
      ["LecternLanguage", "LecternNotebook", "LecternPlot", "LecternText", "LecternData"],
      fixtures: true),
    tests(
      "LecternReport",
      ["LecternNotebook", "LecternMarkdown", "LecternPlot", "LecternText"], fixtures: true),
    tests("LecternCLI", []),
  ],
  cLanguageStandard: .gnu2x
)
