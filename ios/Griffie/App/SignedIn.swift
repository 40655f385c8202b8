import GriffieKit
import SwiftUI

/// The screens of somebody who is signed in.
struct SignedIn: View {
    @Bindable private var session: Session
    @State private var rooms: Rooms

    init(_ session: Session) {
        self.session = session
        _rooms = State(initialValue: Rooms(session))
    }

    var body: some View {
        VStack(spacing: 0) {
            AskedBanner()
            NavigationStack(path: $session.path) {
                RoomsScreen(rooms: rooms)
                    .navigationDestination(for: Place.self) { PlaceView(place: $0, rooms: rooms) }
            }
        }
    }
}
