import GriffieCore
import GriffieKit
import SwiftUI

/// The devices of this person, and comparing with another one.
struct OwnDevices: View {
    @Environment(Session.self) private var session
    let devices: [OwnDevice]

    var body: some View {
        ForEach(devices, id: \.matrixDevice) { device in
            Fact(name: name(device), value: session.say(device.verified ? Word.vouched : Word.notVouched))
        }
        if devices.count > 1 {
            Button(session.say(SafetyWord.verifyOther)) { session.verifying.beginOwn { session.go(.verify($0)) } }
                .disabled(session.acts.busy > 0)
        }
    }

    private func name(_ device: OwnDevice) -> String {
        let name = tameLine(device.name ?? device.matrixDevice)
        return device.thisDevice ? "\(name) (\(session.say(Word.thisDevice)))" : name
    }
}
