/// How large a file is, as people say it.
public func sizeOf(_ bytes: UInt64) -> String {
    if bytes >= 1_000_000 { return "\(bytes / 1_000_000) MB" }
    return bytes >= 1_000 ? "\(bytes / 1_000) kB" : "\(bytes) B"
}

/// How long a sound is: `0:07`.
public func lengthOf(_ milliseconds: UInt64) -> String {
    let seconds = milliseconds / 1_000
    return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
}

/// Of a text of any length, what is drawn at first: letters take time to draw. Nil when all of it is.
public func shortened(_ text: String) -> String? {
    let short = 1_500
    return text.utf16.count > short ? String(text.prefix(short)) : nil
}

/// The first letters of a name, for a round mark.
public func initials(_ name: String) -> String {
    let letters = name.split(separator: " ").compactMap { word in word.first { $0.isLetter || $0.isNumber } }
    return String(letters.prefix(2)).uppercased()
}

/// The coordinates of a `geo:` address (RFC 5870), as they stand there.
public func coordinates(_ geo: String) -> String {
    let plain = geo.hasPrefix("geo:") ? geo.dropFirst(4) : geo[...]
    return tameLine(String(plain.prefix { $0 != ";" }))
}
