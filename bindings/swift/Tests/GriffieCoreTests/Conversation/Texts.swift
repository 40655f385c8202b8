/// What people say, varied by the dice: ordinary Dutch office talk, and texts that break weak archives.
enum Texts {
    /// Hebrew within Dutch with isolates: an archive that strips them changes the meaning.
    static let bidi = "Het adres is \u{2067}רחוב הנביאים 12\u{2069}, derde verdieping (\u{202B}שלום\u{202C})."
    /// Decomposed accents (NFD): an archive that normalises them is not byte-exact.
    static let decomposed = "Cafe\u{301} bij de re\u{301}ception, meneer Mu\u{308}ller, coo\u{308}rdinatie."
    /// Joiners, skin tone and a flag.
    static let emoji = "Gelukt! 🎉👩🏽‍💻👨‍👩‍👧‍👦🇳🇱 ❤️‍🔥"

    private static let openings = [
        "Even over het overleg van morgen:", "Voor de zekerheid:", "Terugkomend op gisteren:", "Ter info,",
    ]
    private static let middles = [
        "de nota gaat vanmiddag naar de minister", "de cijfers over het derde kwartaal kloppen nu",
        "de brug bij Zwolle blijft een week dicht", "de vergunning is verleend onder voorwaarden",
    ]
    private static let endings = ["Akkoord?", "Kun jij meelezen?", "Graag voor zes uur.", "Geen haast 🙂"]

    /// An ordinary message; the number makes it the only one of its kind.
    static func sentence(_ dice: inout Dice) -> String {
        "\(one(openings, &dice)) \(one(middles, &dice)) (\(UInt32.random(in: 1000...999_999, using: &dice))). \(one(endings, &dice))"
    }

    /// Text of exactly this many bytes.
    static func long(_ bytes: Int, _ dice: inout Dice) -> String {
        var text = ""
        while text.utf8.count < bytes { text += one(middles, &dice) + ". " }
        return String(text.prefix(bytes))
    }

    private static func one(_ list: [String], _ dice: inout Dice) -> String {
        list[Int.random(in: list.indices, using: &dice)]
    }
}
