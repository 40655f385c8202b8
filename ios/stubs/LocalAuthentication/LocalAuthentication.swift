// What the app uses of Apple's LocalAuthentication, by name and signature alone. No part of the app.

import Foundation

public enum LAPolicy: Int, Sendable { case deviceOwnerAuthenticationWithBiometrics, deviceOwnerAuthentication }

public final class LAContext: NSObject, @unchecked Sendable {
    public func canEvaluatePolicy(_ policy: LAPolicy, error: UnsafeMutablePointer<NSError?>?) -> Bool { false }
    public func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool { false }
}
