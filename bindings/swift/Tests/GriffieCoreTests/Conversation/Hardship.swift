import GriffieCore
import Testing

/// More messages than one sync carries (Synapse cuts at 100).
private let whileOff = 250

extension Play {
    /// What phones and servers go through: off for a while, killed in mid-conversation, a gateway that is away.
    mutating func hardship(in room: RoomId) async throws {
        try await phoneOff(in: room)
        try await phoneKilled(in: room)
        try await gatewayAway(in: room)
    }

    private mutating func phoneOff(in room: RoomId) async throws {
        step("Bram's phone is off while \(whileOff) messages arrive")
        try await bram.switchOff()
        var last = ""
        for number in 1...whileOff {
            last = "\(number): \(Texts.sentence(&dice))"
            try await (number % 2 == 0 ? anouk : celine).sends(last, to: room)
        }
        try await anouk.sees(last, in: room)
        try await celine.sees(last, in: room)
        step("Bram's phone is on again and fills its gap")
        try await bram.switchOn()
        try await bram.sees(last, in: room)
    }

    /// Celine's phone is a process of its own for a while, which dies while she writes, twice.
    private mutating func phoneKilled(in room: RoomId) async throws {
        step("Celine's phone is killed (SIGKILL) while she writes, twice")
        for round in 1...2 {
            try await celine.switchOff()
            let phone = try PhoneProcess(talking: celine, in: room, mark: "Ronde \(round)")
            let answered = try phone.killed(after: 5)
            try await anouk.sends(Texts.sentence(&dice), to: room)
            try await celine.switchOn()
            for text in answered { try await anouk.sees(text, in: room) }
        }
        try await celine.sends("Mijn telefoon viel uit, ben er weer", to: room)
        try await anouk.sees("Mijn telefoon viel uit, ben er weer", in: room)
    }

    private mutating func gatewayAway(in room: RoomId) async throws {
        step("The gateway is killed; people chat on; it comes back")
        try await Stage.order("gateway/stop")
        for person in everyone + everyone {
            try await person.sends(Texts.sentence(&dice), to: room)
            _ = try await person.phone.routeNow()
        }
        try await anouk.sends("Zonder archief gaat niets verloren", to: room)
        try await bram.sees("Zonder archief gaat niets verloren", in: room)
        try await Stage.order("gateway/start")
    }
}
