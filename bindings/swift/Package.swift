// swift-tools-version: 6.0
// The core of Griffie for Swift. The library itself is an XCFramework beside this file, or `libgriffie_ffi`, built with cargo and found
// with `-Xlinker -L`; see README.md.

import Foundation
import PackageDescription

func isHere(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(name)")
}

let framework = "GriffieCoreFFI.xcframework"
let package = Package(
    name: "GriffieCore",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [.library(name: "GriffieCore", targets: ["GriffieCore"])],
    targets: [
        isHere(framework)
            ? .binaryTarget(name: "GriffieCoreFFI", path: framework) : .systemLibrary(name: "GriffieCoreFFI"),
        .target(
            name: "GriffieCore", dependencies: ["GriffieCoreFFI"],
            linkerSettings: isHere(framework) ? [] : [.linkedLibrary("griffie_ffi")]),
    ],
    swiftLanguageModes: [.v6]
)

// A packed package comes without its tests.
if isHere("Tests") {
    package.targets += [
        .target(name: "PhoneKit", dependencies: ["GriffieCore"], path: "Tests/PhoneKit"),
        .executableTarget(name: "Phone", dependencies: ["PhoneKit"], path: "Tests/Phone"),
        .testTarget(name: "GriffieCoreTests", dependencies: ["GriffieCore", "PhoneKit"], exclude: ["Pictures"]),
    ]
}
