// What the app uses of Apple's Vision, by name and signature alone. No part of the app.

import Foundation

public struct VNBarcodeSymbology: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let qr = VNBarcodeSymbology(rawValue: "")
}

public final class VNBarcodeObservation: NSObject, Sendable {
    public var payloadData: Data? { nil }
}
