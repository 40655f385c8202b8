import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A sentence that says what went wrong in the world of a test.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// The real servers around the tests; `tests/src/stage` starts them and takes orders.
struct Stage: Decodable, Sendable {
    let people: [Invitee]
    let control: URL
    /// Folder for the phones' data.
    let phones: String

    /// An account that a phone may be activated for, once.
    struct Invitee: Decodable, Sendable {
        let name: String
        let link: String
    }

    /// The stage that runs us.
    static func shared() throws -> Stage {
        guard let path = ProcessInfo.processInfo.environment["GRIFFIE_STAGE"] else {
            throw Failure("these tests need real servers: run them with `cargo xtask test swift`")
        }
        return try JSONDecoder().decode(Stage.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Somebody new, with a code of their own. The name is made unique, since tests run in one world.
    static func invitee(_ name: String) async throws -> Invitee {
        let unique = "\(name)-\(UUID().uuidString.prefix(8).lowercased())"
        return try JSONDecoder().decode(Invitee.self, from: try await order("code", ["name": unique]))
    }

    /// Posts an order: `gateway/stop`, `sent` …
    @discardableResult
    static func order(_ path: String, _ body: some Encodable & Sendable = [String: String]()) async throws -> Data {
        var request = URLRequest(url: try shared().control.appendingPathComponent(path))
        request.httpMethod = "POST"
        request.httpBody = try JSONEncoder().encode(body)
        return try await answer(to: request)
    }

    /// What the other command on this stage said under this key.
    static func ask(_ key: String) async throws -> String {
        struct Said: Decodable { let value: String }
        var address = URLComponents(
            url: try shared().control.appendingPathComponent("ask"), resolvingAgainstBaseURL: false)
        address?.queryItems = [.init(name: "key", value: key), .init(name: "seconds", value: "300")]
        guard let url = address?.url else { throw Failure("no address to ask for \(key)") }
        let data = try await answer(to: URLRequest(url: url))
        return try JSONDecoder().decode(Said.self, from: data).value
    }

    /// A file that everybody here must have in the archive, byte for byte.
    static func sent(_ file: URL, to people: [Person]) async throws {
        struct Sent: Encodable { let sha256: String, custodians: [String] }
        let custodians = try people.map { try $0.id.rawValue }
        try await order("sent", Sent(sha256: try Shell.sha256(of: file), custodians: custodians))
    }

    /// What somebody asks may come long after; on Linux the session's limit counts, not the request's.
    private static let session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 400
        return URLSession(configuration: configuration)
    }()

    private static func answer(to request: URLRequest) async throws -> Data {
        let (data, response) = try await session.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else {
            throw Failure("the stage refused \(request.url?.path ?? ""): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }
}
