// What the app uses of Apple's PhotosUI and of SwiftUI's part in it, by name and signature alone. No part of the app.

import Foundation
import SwiftUI
import UniformTypeIdentifiers

public struct PHPickerFilter: Equatable, Sendable {
    public static let images = PHPickerFilter()
}

public struct PhotosPickerItem: Hashable, Sendable {
    public func loadTransferable<T: Transferable>(type: T.Type) async throws -> T? { nil }
    public struct EncodingDisambiguationPolicy: Equatable, Sendable {
        public static let automatic = EncodingDisambiguationPolicy()
        public static let compatible = EncodingDisambiguationPolicy()
        public static let current = EncodingDisambiguationPolicy()
    }
}

/// Of CoreTransferable.
public protocol Transferable {}
extension Data: Transferable {}

extension View {
    nonisolated public func photosPicker(
        isPresented: Binding<Bool>, selection: Binding<PhotosPickerItem?>, matching filter: PHPickerFilter? = nil,
        preferredItemEncoding: PhotosPickerItem.EncodingDisambiguationPolicy = .automatic
    ) -> some View { Drawn() }
}

extension View {
    nonisolated public func fileImporter(
        isPresented: Binding<Bool>, allowedContentTypes: [UTType], onCompletion: @escaping (Result<URL, any Error>) -> Void
    ) -> some View { Drawn() }
}

/// Of Foundation on Apple's systems.
extension URL {
    public func startAccessingSecurityScopedResource() -> Bool { fatalError() }
    public func stopAccessingSecurityScopedResource() {}
}
