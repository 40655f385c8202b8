import GriffieCore
import GriffieKit
import SwiftUI

/// One device of somebody, and comparing with it.
struct TheirDevice: View {
    @Environment(Session.self) private var session
    let user: UserId
    let device: PersonDevice

    var body: some View {
        let name = tameLine(device.name ?? device.matrixDevice)
        VStack(alignment: .leading, spacing: 4) {
            Text(verbatim: name).font(.headline)
            Text(verbatim: session.say(device.vouchedFor ? Word.vouched : Word.notVouched)).font(.subheadline)
            if let fingerprint = device.fingerprint { Print(whose: device.matrixDevice, key: fingerprint) }
            Wide(word: session.say(SafetyWord.verifyDevice, name)) {
                session.verifying.begin(user, device.matrixDevice) { session.go(.verify($0)) }
            }
            .disabled(session.acts.busy > 0)
        }
    }
}
