import GriffieCore
import GriffieKit
import SwiftUI

/// The keys of this device, of this person and of the organisation.
struct Fingerprints: View {
    @Environment(Session.self) private var session
    let safety: Safety

    var body: some View {
        Print(whose: session.say(Word.ofDevice), key: safety.deviceFingerprint)
        if let identity = safety.identityFingerprint {
            Print(whose: session.say(Word.ofIdentity), key: identity)
        }
        Print(whose: session.say(Word.ofArchive), key: safety.archiveRoot)
    }
}
