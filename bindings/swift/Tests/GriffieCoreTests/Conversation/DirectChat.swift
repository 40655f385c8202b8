import GriffieCore
import Testing

extension Play {
    /// A chat of two: text, reply, edit, reaction and its removal, deletion, mention, and texts that break weak archives.
    mutating func directChat() async throws {
        step("Anouk and Bram chat: text, reply, edit, reaction, deletion, mention, emoji, bidi, NFD")
        let room = try await anouk.creates(inviting: [bram], direct: true)
        try await bram.joinsWhenInvited(to: room)
        let first = Texts.sentence(&dice)
        try await anouk.sends(first, to: room)
        let seen = try await bram.sees(first, in: room)
        let answer = Texts.sentence(&dice)
        _ = try await bram.phone.room(id: room).reply(event: seen, draft: TextDraft(text: answer))
        try await correctAndReact(to: answer, in: room)
        try await takeBack(in: room)
        for text in [Texts.emoji, Texts.bidi, Texts.decomposed] {
            try await anouk.sends(text, to: room)
            try await bram.sees(text, in: room)
        }
        let mention = "\(bram.name), kijk jij hiernaar?"
        try await anouk.sends(mention, to: room, mentioning: [bram.id])
        try await bram.sees(mention, in: room)
    }

    private func correctAndReact(to answer: String, in room: RoomId) async throws {
        let reply = try await anouk.sees(answer, in: room)
        #expect(try await bram.sees(answer, in: room) == reply, "both see the same event")
        let better = "\(answer) (gecorrigeerd)"
        _ = try await bram.phone.room(id: room).edit(event: reply, draft: TextDraft(text: better))
        try await anouk.seesLine("the correction", in: room) {
            $0.body == better && $0.versions.map(\.body) == [answer] ? () : nil
        }
        _ = try await anouk.phone.room(id: room).react(event: reply, key: "👍")
        try await bram.seesLine("the reaction", in: room) {
            $0.eventId == reply && $0.reactions.contains { $0.key == "👍" } ? () : nil
        }
        let reaction = try await anouk.seesLine("the own reaction", in: room) {
            $0.eventId == reply ? $0.reactions.first { $0.key == "👍" }?.own : nil
        }
        _ = try await anouk.phone.room(id: room).redact(event: reaction, reason: "vergissing")
        try await bram.seesLine("the reaction gone", in: room) {
            $0.eventId == reply && $0.reactions.isEmpty ? () : nil
        }
    }

    private func takeBack(in room: RoomId) async throws {
        let slip = "Dit had ik niet hier willen sturen"
        try await anouk.sends(slip, to: room)
        let event = try await bram.sees(slip, in: room)
        try await anouk.sees(slip, in: room)
        _ = try await anouk.phone.room(id: room).redact(event: event, reason: "verkeerde kamer")
        try await bram.seesLine("the text taken back", in: room) {
            $0.eventId == event && $0.redacted?.reason == "verkeerde kamer" ? () : nil
        }
    }
}
