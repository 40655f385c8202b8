// What the app uses of Apple's VisionKit, by name and signature alone. No part of the app.

import Foundation
import UIKit
import Vision

@MainActor public final class DataScannerViewController: UIViewController {
    public static var isSupported: Bool { fatalError() }
    public static var isAvailable: Bool { fatalError() }
    public weak var delegate: (any DataScannerViewControllerDelegate)?
    public init(
        recognizedDataTypes: Set<RecognizedDataType>, qualityLevel: QualityLevel = .balanced, recognizesMultipleItems: Bool = false,
        isHighFrameRateTrackingEnabled: Bool = true, isPinchToZoomEnabled: Bool = true, isGuidanceEnabled: Bool = true,
        isHighlightingEnabled: Bool = false
    ) {}
    public func startScanning() throws {}
    public func stopScanning() {}
    public enum QualityLevel: Sendable { case balanced, fast, accurate }
    public struct RecognizedDataType: Hashable, Sendable {
        public static func barcode(symbologies: [VNBarcodeSymbology] = []) -> RecognizedDataType { RecognizedDataType() }
    }
}

@MainActor public protocol DataScannerViewControllerDelegate: AnyObject {
    func dataScanner(_ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem])
}

public enum RecognizedItem: Sendable {
    case barcode(Barcode)
    case text(Never)
    public struct Barcode: Sendable {
        public var observation: VNBarcodeObservation { fatalError() }
        public var payloadStringValue: String? { nil }
    }
}
