import Foundation
import GriffieCore
import Testing

/// The Swift side of an encrypted room of two brands of phone; the Kotlin side plays at the same time (`cargo xtask test together`).
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRIFFIE_STAGE_TOGETHER"] != nil))
struct TogetherTests {
    @Test func aPersonWithSwiftAndOneWithKotlinInOneEncryptedRoom() async throws {
        var bram = try await Person.activated(try Stage.shared().people[1])
        try await Stage.order("say", ["key": "bram", "value": bram.id.rawValue])
        let room = RoomId(rawValue: try await Stage.ask("room"))
        try await bram.joinsWhenInvited(to: room)
        try await bram.sends("Hier is Swift", to: room)
        let greeting = try await bram.sees("Hier is Swift", in: room)
        try await bram.seesLine("the reply from Kotlin", in: room) {
            $0.body == "En hier Kotlin" && $0.reply?.eventId == greeting ? () : nil
        }
        let chat = try bram.phone.room(id: room)
        _ = try await chat.react(event: greeting, key: "👍")
        _ = try await chat.edit(event: greeting, draft: TextDraft(text: "Hier is Swift 6"))
        let file: EventId = try await bram.seesLine("the file from Kotlin", in: room) {
            if case .file = $0.content { $0.eventId } else { nil }
        }
        let copy = bram.folder.appendingPathComponent("samen.bin")
        try await chat.saveFile(event: file, toPath: copy.path)
        #expect(try await Stage.ask("file") == Shell.sha256(of: copy))
        try await Stage.order("say", ["key": "swift-done", "value": "true"])
        try await bram.drains()
        try await bram.switchOff()
    }
}
