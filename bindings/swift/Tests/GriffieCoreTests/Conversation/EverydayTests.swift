import Foundation
import GriffieCore
import Testing

/// What a messenger does besides the conversation: lists that stay right, files on their way, second thoughts, and leaving.
@Suite struct EverydayTests {
    @Test func twoPeopleUseEverythingElse() async throws {
        var olga = try await Person.activated("Olga")
        var pim = try await Person.activated("Pim")
        let room = try await olga.creates("Alledaags", inviting: [pim])
        try await pim.joinsWhenInvited(to: room)
        try await membersAndPowers(olga, pim, room)
        try await typingAndReading(olga, pim, room)
        try await searching(olga, pim, room)
        try await voice(olga, pim, room)
        try await secondThoughts(olga, pim, room)
        try await aboutOneself(olga)
        try await broughtBack(olga)
        try await signingOut(&pim, &olga, room)
    }

    /// What brings a lost phone back, and the way to the archive by hand.
    private func broughtBack(_ olga: Person) async throws {
        for _ in 0..<600 where try await olga.phone.recovery().state != .ready {
            try await Task.sleep(nanoseconds: 100_000_000)
        }
        let groups = try await olga.phone.recoveryKey().split(separator: " ")
        #expect(groups.count == 12 && groups.allSatisfy { $0.count == 4 }, "as Matrix writes it: twelve groups of four")
        await #expect(throws: GriffieError.Rejected(reason: "recovery_key_malformed")) {
            try await olga.phone.recover(key: "EsTc geen sleutel")
        }
        let own = try await olga.phone.devices()
        #expect(own.count == 1 && own.allSatisfy { $0.thisDevice && $0.verified && $0.fingerprint != nil })
        let stick = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: stick, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: stick) }
        _ = try await olga.phone.carryOut(folder: stick.path)
        await #expect(throws: GriffieError.Rejected(reason: "stick_without_receipts")) {
            _ = try await olga.phone.carryIn(folder: stick.path)
        }
    }

    private func membersAndPowers(_ olga: Person, _ pim: Person, _ room: RoomId) async throws {
        let (chat, id) = (try olga.phone.room(id: room), try pim.id)
        try await firstOf(chat.membersStream(), "both being in the room") {
            $0.count { $0.membership == .join } == 2 ? () : nil
        }
        try await chat.setPower(user: id, power: 50)
        try await firstOf(chat.membersStream(), "Pim's new power") { members in
            members.contains { $0.userId == id && $0.power == 50 } ? () : nil
        }
        let members = try await chat.members()
        let creator = try olga.id
        #expect(members.map(\.userId) == [creator, id], "the most powerful first")
        try await pim.phone.setDisplayName(name: "Pim de Tweede")
        try await firstOf(chat.membersStream(), "Pim's new name") { members in
            members.contains { $0.userId == id && $0.displayName == "Pim de Tweede" } ? () : nil
        }
    }

    private func typingAndReading(_ olga: Person, _ pim: Person, _ room: RoomId) async throws {
        let id = try pim.id
        try await pim.phone.room(id: room).typing(on: true)
        try await firstOf(olga.phone.roomsStream(), "Olga seeing Pim type") { rooms in
            rooms.contains { $0.roomId == room && $0.typing == [id] } ? () : nil
        }
        try await pim.phone.room(id: room).typing(on: false)
        try await pim.sends("Heb je dit gelezen?", to: room)
        let event = try await olga.sees("Heb je dit gelezen?", in: room)
        try await firstOf(olga.phone.roomsStream(), "an unread message") { rooms in
            rooms.contains { $0.roomId == room && $0.unread == 1 } ? () : nil
        }
        try await olga.phone.room(id: room).markRead(event: event)
        try await firstOf(olga.phone.roomsStream(), "nothing being unread") { rooms in
            rooms.contains { $0.roomId == room && $0.unread == 0 } ? () : nil
        }
    }

    private func searching(_ olga: Person, _ pim: Person, _ room: RoomId) async throws {
        try await pim.sends("De sluis bij Terneuzen gaat om tien uur open", to: room)
        let event = try await olga.sees("De sluis bij Terneuzen gaat om tien uur open", in: room)
        #expect(try await olga.phone.search(words: "terneuzen slui").map(\.eventId) == [event])
        #expect(try await olga.phone.search(words: "niemand zei dit").isEmpty)
    }

    private func voice(_ olga: Person, _ pim: Person, _ room: RoomId) async throws {
        let file = olga.folder.appendingPathComponent("stem.ogg")
        var dice = Dice(seed: 9)
        try dice.bytes(30_000).write(to: file)
        let draft = VoiceDraft(path: file.path, durationMs: 2_500, waveform: [0, 512, 1024])
        let chat = try olga.phone.room(id: room)
        let sent = try await chat.sendVoice(draft: draft)
        try await Stage.sent(file, to: [olga, pim])
        try await firstOf(chat.transferStream(of: .sending(transaction: sent.transaction)), "the voice being sent") {
            $0.state == .done && $0.done == $0.total ? () : nil
        }
        let event: EventId = try await pim.seesLine("the voice", in: room) {
            guard case .file(let file) = $0.content, file.voice else { return nil }
            return file.durationMs == 2_500 && file.waveform == [0, 512, 1024] ? $0.eventId : nil
        }
        let copy = pim.folder.appendingPathComponent("stem.ogg")
        try await pim.phone.room(id: room).saveFile(event: event, toPath: copy.path)
        #expect(try Data(contentsOf: copy) == Data(contentsOf: file))
    }

    /// A message that waits for its turn is taken back; one that left, or is about to, cannot be.
    private func secondThoughts(_ olga: Person, _ pim: Person, _ room: RoomId) async throws {
        let chat = try olga.phone.room(id: room)
        try await Stage.order("homeserver/stop")
        try await olga.sends("Die gaat zo weg", to: room)
        let regretted = try await olga.sends("Toch maar niet", to: room)
        try await chat.cancelSend(transaction: regretted.transaction)
        #expect(try await chat.sendState(transaction: regretted.transaction) == .cancelled)
        try await Stage.order("homeserver/start")
        let meant = try await olga.sends("Dit wel", to: room)
        try await pim.sees("Dit wel", in: room)
        #expect(try await pim.phone.search(words: "toch maar niet").isEmpty)
        await #expect(throws: GriffieError.Rejected(reason: "already_sent")) {
            try await chat.cancelSend(transaction: meant.transaction)
        }
    }

    private func aboutOneself(_ olga: Person) async throws {
        let safety = try await olga.phone.safety()
        #expect(try safety.userId == olga.id)
        #expect(safety.crossSigned && safety.identityFingerprint != nil && !safety.archiveKeys.isEmpty)
        let facts = try await olga.phone.journalFacts()
        #expect(facts.first?.kind == "activated" || facts.first.map { $0.seq > 1 } == true)
        let error = GriffieError.Rejected(reason: "code_used")
        let sentences = [Language.dutch, .english].map { describe(error: error, language: $0) }
        #expect(Set(sentences).count == 2 && sentences.allSatisfy { !$0.isEmpty })
        #expect(throws: GriffieError.self) { try checkCode(text: "AAAA") }
        #expect(!version().core.isEmpty)
    }

    private func signingOut(_ pim: inout Person, _ olga: inout Person, _ room: RoomId) async throws {
        let id = try pim.id
        try await olga.phone.room(id: room).remove(user: id, reason: "andere afdeling")
        try await firstOf(pim.phone.roomsStream(), "Pim being out of the room") { rooms in
            rooms.contains { $0.roomId == room && $0.membership == .join } ? nil : ()
        }
        try await pim.drains()
        #expect(try await pim.phone.signOut().homeserverTold)
        #expect(try pim.phone.signInState() == .new)
        await #expect(throws: GriffieError.NotSignedIn) { [pim] in try await pim.phone.start() }
        try await olga.drains()
        try await olga.switchOff()
    }
}
