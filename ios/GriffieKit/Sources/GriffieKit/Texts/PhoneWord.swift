/// What only the app on Apple's phones has to say, besides the words that both apps share (`Words.swift`).
public enum PhoneWord {
    public static let otherOrganisation = Phrase(
        "Deze code is van een andere organisatie dan %s. Vraag uw eigen beheerder om een code.",
        "This code is of another organisation than %s. Ask your own administrator for a code.",
        "Dieser Code gehört einer anderen Organisation als %s. Fragen Sie Ihre eigene Verwaltung nach einem Code.",
        "Ce code vient d’une autre organisation que %s. Demandez un code à votre propre administrateur.")
    public static let noLongerAllowed = Phrase(
        "Uw organisatie veranderde zojuist de regels: dit mag niet meer. Wat u schreef staat er nog.",
        "Your organisation just changed its rules: this is no longer allowed. What you wrote is still here.",
        "Ihre Organisation hat gerade die Regeln geändert: Das ist nicht mehr erlaubt. Ihr Text ist noch da.",
        "Votre organisation vient de changer ses règles : ce n’est plus permis. Votre texte est toujours là.")
    public static let scanCode = Phrase("QR-code lezen", "Scan a QR code", "QR-Code lesen", "Lire un code QR")
    public static let scanWhy = Phrase(
        "Houd de code van uw beheerder voor de camera.", "Hold your administrator’s code before the camera.",
        "Halten Sie den Code Ihrer Verwaltung vor die Kamera.", "Présentez le code de votre administrateur.")
    public static let cameraRefused = Phrase(
        "De camera mag niet. Sta haar toe in Instellingen, of typ de code.",
        "The camera is not allowed. Allow it in Settings, or type the code.",
        "Die Kamera ist nicht erlaubt. Erlauben Sie sie in den Einstellungen, oder geben Sie den Code ein.",
        "La caméra n’est pas autorisée. Autorisez-la dans Réglages, ou saisissez le code.")
    public static let takePhoto = Phrase("Foto kiezen", "Choose a photo", "Foto wählen", "Choisir une photo")
    public static let hidden = Phrase(
        "Verborgen omdat dit scherm wordt opgenomen", "Hidden because this screen is being recorded",
        "Verborgen, da dieser Bildschirm aufgenommen wird", "Masqué car cet écran est enregistré")
    public static let locked = Phrase(
        "De app is vergrendeld: uw organisatie wil weten dat u het bent.",
        "The app is locked: your organisation wants to know that it is you.",
        "Die App ist gesperrt: Ihre Organisation möchte wissen, dass Sie es sind.",
        "L’application est verrouillée : votre organisation veut savoir que c’est vous.")
    public static let unlock = Phrase("Ontgrendelen", "Unlock", "Entsperren", "Déverrouiller")
    public static let noPasscode = Phrase(
        "Uw organisatie wil een toegangscode op deze telefoon. Stel er een in bij Instellingen.",
        "Your organisation wants a passcode on this phone. Set one in Settings.",
        "Ihre Organisation möchte einen Code auf diesem Telefon. Legen Sie ihn in den Einstellungen fest.",
        "Votre organisation veut un code d’accès sur ce téléphone. Définissez-le dans Réglages.")
    static let all: [Phrase] = [
        otherOrganisation, noLongerAllowed, scanCode, scanWhy, cameraRefused, takePhoto, hidden, locked, unlock, noPasscode,
    ]
}
