// Written by `cargo xtask words` from android/ui/src/main/kotlin/eu/griffie/ui/theme/Icons.kt; do not edit.

extension Sign {
    public static let back = Sign("M15 5 L8 12 L15 19", mirrored: true)
    public static let send = Sign("M4 12 H19 M13 6 L19 12 L13 18", mirrored: true)
    public static let attach = Sign("M19 11 L11.5 18.5 A4.5 4.5 0 0 1 5 12 L13 4.5 A3 3 0 0 1 17.5 8.7 L10 16 A1.4 1.4 0 0 1 8 14 L14.5 7.6")
    public static let search = Sign("M10.5 4 A6.5 6.5 0 1 1 10.4 4 M15.5 15.5 L20.5 20.5")
    public static let plus = Sign("M12 5 V19 M5 12 H19")
    public static let people = Sign("M9 5 A3.2 3.2 0 1 1 8.9 5 M3 20 A6 6 0 0 1 15 20 M16 5.5 A3 3 0 0 1 16 11 M17.5 14 A6 6 0 0 1 21 20")
    public static let archive = Sign("M4 5 H20 V9 H4 Z M5.5 9 V19 H18.5 V9 M10 13 H14")
    public static let settings = Sign("M4 7 H10 M14 7 H20 M12 5 A2 2 0 1 1 11.9 5 M4 17 H6 M10 17 H20 M8 15 A2 2 0 1 1 7.9 15")
    public static let check = Sign("M5 12.5 L10 17.5 L19.5 7")
    public static let clock = Sign("M12 4 A8 8 0 1 1 11.9 4 M12 8 V12 L15 14")
    public static let alert = Sign("M12 4 L21 19.5 H3 Z M12 10 V14 M12 16.6 V17")
    public static let file = Sign("M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5")
    public static let place = Sign("M12 21 C7 15 5.5 12.5 5.5 9.7 A6.5 6.5 0 0 1 18.5 9.7 C18.5 12.5 17 15 12 21 M12 7.5 A2.2 2.2 0 1 1 11.9 7.5")
    public static let more = Sign("M12 5 V5.2 M12 12 V12.2 M12 19 V19.2")
    public static let close = Sign("M6 6 L18 18 M18 6 L6 18")
    public static let up = Sign("M12 19 V6 M6 11 L12 5 L18 11")
    public static let down = Sign("M6 9 L12 15 L18 9")
    public static let lock = Sign("M6 11 H18 V20 H6 Z M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11")
    public static let hourglass = Sign("M7 4 H17 M7 20 H17 M8 4 C8 10 16 14 16 20 M16 4 C16 10 8 14 8 20")
    public static let shield = Sign("M12 3.5 L19 6 V11.5 C19 16 16 19 12 20.5 C8 19 5 16 5 11.5 V6 Z")
    public static let poll = Sign("M5 20 V12 M12 20 V5 M19 20 V9")
    public static let play = Sign("M8 5 L19 12 L8 19 Z", mirrored: true)
    public static let stop = Sign("M7 7 H17 V17 H7 Z")
    public static let bell = Sign("M6 17 V11 A6 6 0 0 1 18 11 V17 Z M4 17 H20 M10.5 20 H13.5")
    public static let info = Sign("M12 4 A8 8 0 1 1 11.9 4 M12 11 V16 M12 8 V8.2")
    public static let save = Sign("M12 4 V15 M7 10.5 L12 15.5 L17 10.5 M5 20 H19")
    static let all: [Sign] = [
        back,
        send,
        attach,
        search,
        plus,
        people,
        archive,
        settings,
        check,
        clock,
        alert,
        file,
        place,
        more,
        close,
        up,
        down,
        lock,
        hourglass,
        shield,
        poll,
        play,
        stop,
        bell,
        info,
        save,
    ]
}
