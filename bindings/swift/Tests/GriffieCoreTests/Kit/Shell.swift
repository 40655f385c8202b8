import Foundation

/// Other programs, run to their end.
enum Shell {
    /// What a program printed, and how it ended.
    struct Ended {
        let output: String
        let status: Int32
        let signalled: Bool
    }

    static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Ended {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ended(
            output: output, status: process.terminationStatus,
            signalled: process.terminationReason == .uncaughtSignal)
    }

    static func sha256(of file: URL) throws -> String {
        let ended = try run("/usr/bin/sha256sum", [file.path])
        guard ended.status == 0, ended.output.count > 64 else { throw Failure("sha256sum: \(ended.output)") }
        return String(ended.output.drop { $0 == "\\" }.prefix(64))
    }

    /// A program that was built with the tests.
    static func built(_ name: String) throws -> String {
        guard let folder = ProcessInfo.processInfo.environment["GRIFFIE_SWIFT_BUILT"] else {
            throw Failure("these tests start programs: run them with `cargo xtask test swift`")
        }
        return "\(folder)/\(name)"
    }
}

/// A folder that is gone with whoever holds it.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("griffie-\(UUID().uuidString)")

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
