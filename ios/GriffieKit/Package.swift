// swift-tools-version: 6.0
// Everything of the iOS app that needs no screen: it builds and is tested on Linux too. The app target stands in ../project.yml.

import PackageDescription

let core = Target.Dependency.product(name: "GriffieCore", package: "swift")
let package = Package(
    name: "GriffieKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "GriffieKit", targets: ["GriffieKit"])],
    dependencies: [.package(name: "swift", path: "../../bindings/swift")],
    targets: [
        .target(name: "GriffieKit", dependencies: [core]),
        .testTarget(name: "GriffieKitTests", dependencies: ["GriffieKit", core]),
    ],
    swiftLanguageModes: [.v6]
)
