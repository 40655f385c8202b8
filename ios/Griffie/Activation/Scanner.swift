import SwiftUI
import UIKit
import Vision
import VisionKit

/// The system's own reader of QR codes; what it sees never leaves the phone.
struct Scanner: UIViewControllerRepresentable {
    /// Whether this phone has one, and may use it.
    static var isThere: Bool { DataScannerViewController.isSupported && DataScannerViewController.isAvailable }

    let found: @MainActor (Scanned) -> Void

    func makeUIViewController(context: Context) -> DataScannerViewController {
        let scanner = DataScannerViewController(recognizedDataTypes: [.barcode(symbologies: [.qr])], isHighlightingEnabled: true)
        scanner.delegate = context.coordinator
        return scanner
    }

    func updateUIViewController(_ scanner: DataScannerViewController, context: Context) {
        // Without a camera nothing is read, and the person cancels.
        try? scanner.startScanning()
    }

    func makeCoordinator() -> Reader { Reader(found) }

    /// Hands over the first code that it sees, once.
    @MainActor final class Reader: NSObject, DataScannerViewControllerDelegate {
        private var found: (@MainActor (Scanned) -> Void)?

        init(_ found: @escaping @MainActor (Scanned) -> Void) {
            self.found = found
        }

        func dataScanner(_ scanner: DataScannerViewController, didAdd added: [RecognizedItem], allItems: [RecognizedItem]) {
            for case .barcode(let code) in added {
                let text = code.payloadStringValue ?? ""
                scanner.stopScanning()
                found?(Scanned(text: text, bytes: code.observation.payloadData ?? Data(text.utf8)))
                found = nil
                return
            }
        }
    }
}
