import GriffieCore
import GriffieKit
import SwiftUI

extension ArchiveBoard {
    /// The light as a sign and a colour, so that nobody needs the colour.
    static func look(_ light: Light?) -> (sign: Sign, colour: Color) {
        switch light {
        case .green: (.check, Ink.kept)
        case .attention: (.alert, Ink.attention)
        case .queued, nil: (.clock, Ink.queued)
        }
    }
}

/// The archive's light as a button.
struct LightSign: View {
    @Environment(Session.self) private var session

    var body: some View {
        let board = ArchiveBoard(session.archive, session.language)
        let look = ArchiveBoard.look(session.archive?.light)
        SignButton(look.sign, session.say(board.sentence)) { session.go(.archive) }.foregroundStyle(look.colour)
    }
}
