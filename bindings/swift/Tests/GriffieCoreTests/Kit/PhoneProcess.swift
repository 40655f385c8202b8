import Foundation
import GriffieCore

/// A phone in a process of its own (`Tests/Phone`, or another program), which can be killed while it works.
final class PhoneProcess {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()
    /// A phone that says nothing for so long hangs.
    private static let patience: Int32 = 180_000

    init(_ arguments: [String], program: String? = nil) throws {
        // Line by line: a pipe would get it in blocks, and a kill would swallow what was said.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/stdbuf")
        process.arguments = ["-oL", try program ?? Shell.built("Phone")] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    /// Writes one text after another, `MARK 1`, `MARK 2` …, and says each when the call was answered.
    convenience init(talking person: Person, in room: RoomId, mark: String) throws {
        try self.init(["talk", person.folder.path, room.rawValue, mark])
    }

    /// Whoever loses a phone that runs does not leave it behind.
    deinit {
        if process.isRunning { process.terminate() }
    }

    /// The next whole line that it prints; none when it has ended. The last line, cut by a kill, does not count.
    func says() -> String? {
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[rest.index(after: end)...])
                return line
            }
            if hangs() {
                process.terminate()
                return nil
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest.append(more)
        }
    }

    private func hangs() -> Bool {
        var waits = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waits, 1, Self.patience) == 0
    }

    /// Reads on until a line like this.
    func says(_ like: (String) -> Bool) throws -> String {
        var said: [String] = []
        while let line = says() {
            if like(line) { return line }
            said.append(line)
        }
        throw Failure("the phone ended after saying \(said)")
    }

    func types(_ line: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Closes its input and waits for its end; gives its exit code.
    func ends() throws -> Int32 {
        try input.fileHandleForWriting.close()
        while says() != nil {}
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// SIGKILL: no warning, no clean-up, as when the battery goes. An end before that is no failure of ours to kill.
    func kill() throws {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Kills it right after it has said so many lines, so in the middle of what follows; gives all that it said.
    func killed(after count: Int) throws -> [String] {
        var said: [String] = []
        while said.count < count {
            guard let line = says() else { throw Failure("the phone ended after \(said)") }
            said.append(line)
        }
        try kill()
        guard process.terminationReason == .uncaughtSignal else { throw Failure("the phone ended by itself") }
        while let line = says() { said.append(line) }
        return said
    }
}
