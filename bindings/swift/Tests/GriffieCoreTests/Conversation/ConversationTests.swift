import Foundation
import GriffieCore
import Testing

/// The conversation of `cargo xtask demo`, held in Swift with the real homeserver, gateway and vault. Afterwards the stage compares what
/// the vault holds with what the homeserver accepted.
@Suite struct ConversationTests {
    @Test func threePeopleHoldTheWholeConversationAndTheArchiveHoldsItAll() async throws {
        var play = try await Play()
        try await play.directChat()
        let room = try await play.groupChat()
        try await play.hardship(in: room)
        play.step("Every phone routes what it has and waits for its final receipts")
        for person in [play.anouk, play.bram, play.celine] { try await person.drains() }
        for var person in [play.anouk, play.bram, play.celine] { try await person.switchOff() }
    }
}

/// What the three of them share: the people, the dice, and the sender's disk.
struct Play {
    var anouk: Person
    var bram: Person
    var celine: Person
    var dice = Dice(seed: 4)
    private let started = ContinuousClock.now

    init() async throws {
        anouk = try await Person.activated("Anouk")
        bram = try await Person.activated("Bram")
        celine = try await Person.activated("Celine")
    }

    /// Who must have what is said in the group.
    var everyone: [Person] { [anouk, bram, celine] }

    /// One line a step, with the time since the start.
    func step(_ words: String) {
        let seconds = (ContinuousClock.now - started) / Duration.seconds(1)
        print(String(format: "%6.1f s  %@", seconds, words))
    }

    /// Puts a file on the sender's disk.
    func file(_ name: String, _ bytes: Data) throws -> URL {
        let file = anouk.folder.appendingPathComponent("sent").appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
        return file
    }
}
