import GriffieCore
import GriffieKit
import SwiftUI

/// All chats, the one with the newest line first.
struct RoomsScreen: View {
    @Environment(Session.self) private var session
    @Bindable var rooms: Rooms

    var body: some View {
        List {
            if rooms.shown.isEmpty {
                Text(verbatim: session.say(rooms.words.isEmpty ? Word.noChats : Word.noResults)).foregroundStyle(Ink.quiet)
            }
            ForEach(rooms.shown, id: \.roomId) { room in
                if room.isInvitation {
                    AskedLine(room: room, rooms: rooms)
                } else {
                    Button {
                        session.go(.chat(room.roomId))
                    } label: {
                        RoomLine(room: room)
                    }.buttonStyle(.plain)
                }
            }
        }
        .listStyle(.plain)
        .searchable(text: $rooms.words, prompt: session.say(Word.search))
        .navigationTitle(Brand.name)
        .toolbar {
            ToolbarItem(placement: .topBarLeading) {
                SignButton(.settings, session.say(Word.settings)) { session.go(.settings) }
            }
            ToolbarItemGroup(placement: .topBarTrailing) {
                LightSign()
                SignButton(.plus, session.say(Word.newChat)) { session.go(.begin) }
            }
        }
    }
}
