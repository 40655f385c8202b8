import Foundation
import GriffieCore
import Testing

/// Encrypted and enveloped, this is just under Matrix's 65,536 bytes of one event …
private let justUnder = 46_000
/// … and this can only travel as a file.
private let above = 70_000
private let largeFile = 20_000_000

extension Play {
    /// A group: long texts, pictures, a large file, ten files at once, deletion by a moderator, and a member who comes and goes.
    mutating func groupChat() async throws -> RoomId {
        step("A group: Anouk and Bram talk, Celine joins late, leaves and comes back")
        let room = try await assemble()
        step("A text just under the event limit, and one above it (goes as a file)")
        try await longTexts(in: room)
        step("A PNG, and a JPEG with its place in EXIF")
        try await pictures(in: room)
        step("A file of 20 MB, and ten files at once")
        try await largeFiles(in: room)
        step("Anouk, as moderator, deletes a message of Bram")
        try await moderate(in: room)
        return room
    }

    private mutating func assemble() async throws -> RoomId {
        let room = try await anouk.creates("Projectgroep Waterkering", inviting: [bram])
        try await bram.joinsWhenInvited(to: room)
        let (early, between) = (Texts.sentence(&dice), Texts.sentence(&dice))
        try await anouk.sends(early, to: room)
        try await bram.sees(early, in: room)
        try await anouk.phone.room(id: room).invite(user: celine.id)
        try await celine.joinsWhenInvited(to: room)
        try await bram.sends("Welkom Celine!", to: room)
        try await celine.sees("Welkom Celine!", in: room)
        try await celine.phone.room(id: room).leave(reason: "even ander overleg")
        try await anouk.sends(between, to: room)
        try await bram.sees(between, in: room)
        try await anouk.phone.room(id: room).invite(user: celine.id)
        try await celine.joinsWhenInvited(to: room)
        try await celine.sends("Daar ben ik weer", to: room)
        try await anouk.sees("Daar ben ik weer", in: room)
        return room
    }

    private mutating func longTexts(in room: RoomId) async throws {
        let (under, over) = (Texts.long(justUnder, &dice), Texts.long(above, &dice))
        #expect(try await anouk.sends(under, to: room).sentAs == .event)
        try await bram.sees(under, in: room)
        #expect(try await anouk.sends(over, to: room).sentAs == .file)
        let file = try file("bericht.txt", Data(over.utf8))
        try await Stage.sent(file, to: everyone)
        try await arrives(file, at: bram, in: room)
    }

    private mutating func pictures(in room: RoomId) async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Pictures")
        let png = folder.appendingPathComponent("uitzicht.png")
        _ = try await anouk.phone.room(id: room).sendPicture(draft: FileDraft(path: png.path, caption: "Uitzicht"))
        try await Stage.sent(png, to: everyone)
        let event = try await arrives(png, at: celine, in: room)
        let small = try await celine.phone.room(id: room).thumbnail(event: event, maxEdge: 24)
        #expect(small.map { $0.count > 0 && $0.count < 2_000 } == true, "a screen gets a small picture")
        try await sendsAndArrives(
            folder.appendingPathComponent("dijk met locatie.jpg"), from: bram, to: anouk, in: room)
    }

    private mutating func largeFiles(in room: RoomId) async throws {
        let large = try file("bodemonderzoek.bin", dice.bytes(largeFile))
        try await sendsAndArrives(large, from: bram, to: anouk, in: room)
        // The same name ten times: attachments must not collide by name.
        var many: [URL] = []
        for number in 1...10 {
            many.append(try file("bijlage-\(number)/bijlage.pdf", dice.bytes(20_000 + number * 1_000)))
        }
        for file in many { try await sends(file, from: anouk, in: room) }
        for file in many { try await arrives(file, at: celine, in: room) }
    }

    private func moderate(in room: RoomId) async throws {
        let text = "Dit hoort niet in deze groep"
        try await bram.sends(text, to: room)
        let event = try await anouk.sees(text, in: room)
        _ = try await anouk.phone.room(id: room).redact(event: event, reason: "hoort hier niet")
        let moderator = try anouk.id
        try await bram.seesLine("the deletion", in: room) {
            $0.eventId == event && $0.redacted?.by == moderator ? () : nil
        }
    }

    private func sendsAndArrives(_ file: URL, from sender: Person, to reader: Person, in room: RoomId) async throws {
        try await sends(file, from: sender, in: room)
        try await arrives(file, at: reader, in: room)
    }

    private func sends(_ file: URL, from sender: Person, in room: RoomId) async throws {
        _ = try await sender.phone.room(id: room).sendFile(draft: FileDraft(path: file.path))
        try await Stage.sent(file, to: everyone)
    }

    /// Waits for a file of this name and size, saves it, and compares byte for byte; returns its event.
    @discardableResult
    private func arrives(_ sent: URL, at reader: Person, in room: RoomId) async throws -> EventId {
        let bytes = try Data(contentsOf: sent)
        let (name, size) = (sent.lastPathComponent, UInt64(bytes.count))
        let event: EventId = try await reader.seesLine("the file", in: room) {
            guard case .file(let file) = $0.content, file.name == name, file.size == size else { return nil }
            return $0.eventId
        }
        let copy = reader.folder.appendingPathComponent("saved-\(UUID().uuidString)")
        try await reader.phone.room(id: room).saveFile(event: event, toPath: copy.path)
        #expect(try Data(contentsOf: copy) == bytes)
        return event
    }
}
