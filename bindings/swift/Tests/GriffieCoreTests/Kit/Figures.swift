import Foundation

/// What was measured: told to the stage, and kept as JSON.
enum Figures {
    private struct Measure: Codable {
        let name: String
        let value: Double
        let unit: String
    }

    /// A figure with its unit: `diff of 50 rows`, `us`.
    static func tell(_ name: String, _ value: Double, _ unit: String) async throws {
        let measure = Measure(name: "swift: \(name)", value: value, unit: unit)
        try await Stage.order("measure", measure)
        guard let path = ProcessInfo.processInfo.environment["GRIFFIE_SWIFT_BENCH"] else {
            throw Failure("nowhere to keep figures: run these tests with `cargo xtask test swift`")
        }
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let kept = (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode([Measure].self, from: $0) } ?? []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(kept.filter { $0.name != measure.name } + [measure]).write(to: file)
    }

    /// The middle of many runs, in microseconds.
    static func median(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let took = try (0..<runs).map { _ in try clock.measure(work) }.sorted()[runs / 2]
        return Double(took.components.attoseconds) / 1e12 + Double(took.components.seconds) * 1e6
    }
}

/// What this process holds, as proc_pid_status(5) tells.
struct Footprint {
    let resident: Int
    let threads: Int

    static func now() throws -> Footprint {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        func number(_ name: String) throws -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix("\(name):") }
            guard let digits = line.map({ $0.filter(\.isNumber) }), let number = Int(digits) else {
                throw Failure("/proc/self/status has no \(name)")
            }
            return number
        }
        return Footprint(resident: try number("VmRSS") * 1024, threads: try number("Threads"))
    }
}
