import Foundation
import GriffieCore
import Testing

private let rows = 50

/// What the boundary costs; `cargo xtask bench` judges the figures.
@Suite struct BenchTests {
    @Test func aCallWithoutWork() async throws {
        let calls = 100_000
        let each = Figures.median(of: 5) { for _ in 0..<calls { _ = version() } } / Double(calls)
        try await Figures.tell("call without work", each * 1_000, "ns")
    }

    @Test func fiftyRowsTheFirstRoomListAndThreadsAtRest() async throws {
        var person = try await Person.activated("Karel")
        try await fiftyRows(person)
        try await person.drains()
        try await person.switchOff()
        try await opening(&person)
        try await threadsAtRest(person)
    }

    private func fiftyRows(_ person: Person) async throws {
        let room = try await person.creates("Meten")
        for number in 1...rows { try await person.sends("Regel \(number), zo lang als een gewoon bericht is.", to: room) }
        try await person.sees("Regel \(rows), zo lang als een gewoon bericht is.", in: room)
        let timeline = try person.phone.room(id: room).timeline()
        try await firstOf(timeline.rowsStream(), "fifty rows") { $0.count >= rows ? () : nil }
        let took = try Figures.median(of: 200) {
            let first = Held<Int>()
            let subscription = try timeline.watch(
                listener: Listening {
                    if case .reset(let rows) = $0.first { first.put(rows.count) }
                })
            #expect(first.wait() >= rows)
            subscription.cancel()
        }
        try await Figures.tell("diff of 50 rows", took, "us")
    }

    private func opening(_ person: inout Person) async throws {
        var took: [Duration] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            try await person.switchOn()
            try await firstOf(person.phone.roomsStream(), "the room list") { $0.count == 1 ? () : nil }
            took.append(ContinuousClock.now - start)
            try await person.switchOff()
        }
        let middle = took.sorted()[2] / Duration.milliseconds(1)
        try await Figures.tell("start to first room list", middle, "ms")
    }

    /// In a process that does nothing else; the core's threads are called griffie.
    private func threadsAtRest(_ person: Person) async throws {
        let ended = try Shell.run(Shell.built("Phone"), ["rest", person.folder.path, "20"])
        let threads = ended.output.split(separator: "\n")
        let own = threads.filter { $0.hasPrefix("griffie") }
        try await Figures.tell("threads at rest", Double(own.count), "count")
        try await Figures.tell("threads at rest, the whole process", Double(threads.count), "count")
        #expect(ended.status == 0 && !own.isEmpty && own.count <= 12, "threads: \(threads)")
    }
}
