package eu.griffie.ui.texts

import eu.griffie.core.Language

/**
 * Everything the screens say, in the four languages. A word cannot be added without all of them. `%s` stands for what is filled in.
 * Sentences about what went wrong are not here: they come from the core ([eu.griffie.core.describe]).
 */
enum class Word(
    private val nl: String,
    private val en: String,
    private val de: String,
    private val fr: String,
) {
    BACK("Terug", "Back", "Zurück", "Retour"),
    CLOSE("Sluiten", "Close", "Schließen", "Fermer"),
    CANCEL("Annuleren", "Cancel", "Abbrechen", "Annuler"),
    AGAIN("Opnieuw proberen", "Try again", "Erneut versuchen", "Réessayer"),
    ACTIVATE("Activeren", "Activate", "Aktivieren", "Activer"),
    CODE_OR_LINK(
        "Activeringscode of link",
        "Activation code or link",
        "Aktivierungscode oder Link",
        "Code ou lien d’activation",
    ),
    CODE_HINT(
        "Typ de code van uw beheerder, of plak de link of de tekst van de QR-code.",
        "Type the code from your administrator, or paste the link or the text of the QR code.",
        "Geben Sie den Code Ihrer Verwaltung ein oder fügen Sie den Link oder den Text des QR-Codes ein.",
        "Saisissez le code de votre administrateur, ou collez le lien ou le texte du code QR.",
    ),
    CODE_HELP(
        "Geen code, of werkt hij niet? %s",
        "No code, or does it not work? %s",
        "Kein Code, oder geht er nicht? %s",
        "Pas de code, ou refusé ? %s",
    ),
    GATEWAY(
        "Adres van de archiefpoort",
        "Address of the archive gateway",
        "Adresse des Archivzugangs",
        "Adresse de la passerelle d’archives",
    ),
    ROOT(
        "Sleutel van de organisatie",
        "Key of the organisation",
        "Schlüssel der Organisation",
        "Clé de l’organisation",
    ),
    YOUR_NAME("Uw naam", "Your name", "Ihr Name", "Votre nom"),
    PRIVACY(
        "Ik heb de privacyverklaring gelezen: wat ik in deze app zeg en lees, wordt voor mijn organisatie bewaard (%s).",
        "I have read the privacy statement: what I say and read in this app is kept for my organisation (%s).",
        "Ich habe die Datenschutzerklärung gelesen: Was ich in dieser App sage und lese, wird für meine Organisation aufbewahrt (%s).",
        "J’ai lu la déclaration de confidentialité : ce que je dis et lis ici est conservé pour mon organisation (%s).",
    ),
    STOPPED("De app is gestopt", "The app has stopped", "Die App wurde angehalten", "L’application s’est arrêtée"),
    OPENING("Even geduld…", "One moment…", "Einen Moment…", "Un instant…"),
    CHATS("Gesprekken", "Chats", "Gespräche", "Conversations"),
    NO_CHATS(
        "Nog geen gesprekken. Begin er een met +.",
        "No chats yet. Start one with +.",
        "Noch keine Gespräche. Beginnen Sie mit +.",
        "Aucune conversation. Commencez avec +.",
    ),
    NO_RESULTS("Niets gevonden", "Nothing found", "Nichts gefunden", "Aucun résultat"),
    SEARCH("Zoeken", "Search", "Suchen", "Rechercher"),
    NEW_CHAT("Nieuw gesprek", "New chat", "Neues Gespräch", "Nouvelle conversation"),
    NEW_GROUP("Nieuwe groep", "New group", "Neue Gruppe", "Nouveau groupe"),
    USER_ID(
        "Gebruiker, zoals @7k3m9x:example.nl",
        "User, such as @7k3m9x:example.nl",
        "Person, etwa @7k3m9x:example.nl",
        "Personne, comme @7k3m9x:example.nl",
    ),
    USER_IDS(
        "Gebruikers, met spaties ertussen",
        "Users, separated by spaces",
        "Personen, durch Leerzeichen getrennt",
        "Personnes, séparées par des espaces",
    ),
    GROUP_NAME("Naam van de groep", "Name of the group", "Name der Gruppe", "Nom du groupe"),
    START("Beginnen", "Start", "Beginnen", "Commencer"),
    INVITED_BY("Uitnodiging van %s", "Invitation from %s", "Einladung von %s", "Invitation de %s"),
    ACCEPT("Aannemen", "Accept", "Annehmen", "Accepter"),
    DECLINE("Weigeren", "Decline", "Ablehnen", "Refuser"),
    UNREAD_COUNT("%s ongelezen", "%s unread", "%s ungelesen", "%s non lus"),
    MENTIONED("U bent genoemd", "You are mentioned", "Sie wurden erwähnt", "Vous êtes mentionné"),
    NAMELESS("Gesprek zonder naam", "Chat without a name", "Gespräch ohne Namen", "Conversation sans nom"),
    TYPING("%s typt…", "%s is typing…", "%s schreibt…", "%s écrit…"),
    MESSAGE("Bericht", "Message", "Nachricht", "Message"),
    SEND("Versturen", "Send", "Senden", "Envoyer"),
    ATTACH("Bestand toevoegen", "Attach a file", "Datei anhängen", "Joindre un fichier"),
    PEOPLE("Deelnemers", "People", "Personen", "Participants"),
    MENU("Meer bij dit bericht", "More about this message", "Mehr zu dieser Nachricht", "Plus pour ce message"),
    REPLY("Antwoorden", "Reply", "Antworten", "Répondre"),
    EDIT("Wijzigen", "Edit", "Bearbeiten", "Modifier"),
    DELETE("Terugnemen", "Take back", "Zurücknehmen", "Retirer"),
    REACT_WITH("Reageren met %s", "React with %s", "Mit %s reagieren", "Réagir avec %s"),
    REACTION("%s door %s", "%s by %s", "%s von %s", "%s par %s"),
    REPLYING("Antwoord aan %s", "Reply to %s", "Antwort an %s", "Réponse à %s"),
    EDITING("Bericht wijzigen", "Edit message", "Nachricht bearbeiten", "Modifier le message"),
    EDITED("gewijzigd", "edited", "bearbeitet", "modifié"),
    TAKEN_BACK(
        "Teruggenomen; het archief bewaart het",
        "Taken back; the archive keeps it",
        "Zurückgenommen; das Archiv bewahrt es auf",
        "Retiré ; l’archive le conserve",
    ),
    TODAY("Vandaag", "Today", "Heute", "Aujourd’hui"),
    YESTERDAY("Gisteren", "Yesterday", "Gestern", "Hier"),
    UNREAD_LINE("Ongelezen", "Unread", "Ungelesen", "Non lus"),
    TO_UNREAD(
        "Naar het eerste ongelezen bericht",
        "To the first unread message",
        "Zur ersten ungelesenen Nachricht",
        "Au premier message non lu",
    ),
    TO_NEWEST(
        "Naar het nieuwste bericht",
        "To the newest message",
        "Zur neuesten Nachricht",
        "Au message le plus récent",
    ),
    PICTURE("Afbeelding %s", "Picture %s", "Bild %s", "Image %s"),
    SAVE_FILE("%s opslaan", "Save %s", "%s speichern", "Enregistrer %s"),
    VOICE("Spraakbericht, %s", "Voice message, %s", "Sprachnachricht, %s", "Message vocal, %s"),
    LOCATION("Locatie", "Location", "Standort", "Lieu"),
    POLL("Peiling", "Poll", "Umfrage", "Sondage"),
    POLL_ENDED("Peiling gesloten", "Poll closed", "Umfrage beendet", "Sondage clos"),
    UNREADABLE(
        "Dit bericht is nog niet te lezen",
        "This message cannot be read yet",
        "Diese Nachricht ist noch nicht lesbar",
        "Ce message n’est pas encore lisible",
    ),
    GAP(
        "Hier ontbreekt iets; het wordt aangevuld",
        "Something is missing here; it is being filled in",
        "Hier fehlt etwas; es wird ergänzt",
        "Il manque quelque chose ; c’est en cours",
    ),
    CAME("%s doet nu mee", "%s joined", "%s ist dabei", "%s a rejoint"),
    WENT("%s is weg", "%s left", "%s ist gegangen", "%s est parti"),
    ASKED("%s is uitgenodigd", "%s was invited", "%s wurde eingeladen", "%s a été invité"),
    MADE("Gesprek begonnen", "Chat started", "Gespräch begonnen", "Conversation créée"),
    ENCRYPTED("Van hier af versleuteld", "Encrypted from here on", "Ab hier verschlüsselt", "Chiffré à partir d’ici"),
    NAMED("Heet nu %s", "Now called %s", "Heißt jetzt %s", "S’appelle désormais %s"),
    CHANGED(
        "Het gesprek is aangepast",
        "The chat was changed",
        "Das Gespräch wurde geändert",
        "La conversation a été modifiée",
    ),
    WAITING("Wacht op verzending", "Waiting to be sent", "Wartet auf Versand", "En attente d’envoi"),
    SENT("Verzonden", "Sent", "Gesendet", "Envoyé"),
    FAILED("Niet verzonden", "Not sent", "Nicht gesendet", "Non envoyé"),
    MARK_KEPT("In het archief", "In the archive", "Im Archiv", "Dans l’archive"),
    MARK_QUEUED(
        "Onderweg naar het archief",
        "On its way to the archive",
        "Unterwegs zum Archiv",
        "En route vers l’archive",
    ),
    MARK_ATTENTION(
        "Nog niet in het archief: kijk bij Archief",
        "Not in the archive yet: see Archive",
        "Noch nicht im Archiv: siehe Archiv",
        "Pas encore dans l’archive : voir Archive",
    ),
    ARCHIVED_HERE(
        "Dit gesprek wordt gearchiveerd",
        "This chat is archived",
        "Dieses Gespräch wird archiviert",
        "Cette conversation est archivée",
    ),
    ARCHIVE("Archief", "Archive", "Archiv", "Archive"),
    LIGHT_GREEN(
        "Alles staat in het archief",
        "Everything is in the archive",
        "Alles ist im Archiv",
        "Tout est dans l’archive",
    ),
    LIGHT_QUEUED(
        "Er is iets onderweg; dat gaat vanzelf",
        "Something is on its way; it goes by itself",
        "Etwas ist unterwegs; es geht von selbst",
        "Un envoi est en cours ; il se fait tout seul",
    ),
    LIGHT_ATTENTION(
        "Hier moet iemand naar kijken",
        "Somebody should look at this",
        "Darum muss sich jemand kümmern",
        "Quelqu’un doit s’en occuper",
    ),
    ROUTE_NOW(
        "Nu naar het archief sturen",
        "Send to the archive now",
        "Jetzt ins Archiv senden",
        "Envoyer à l’archive maintenant",
    ),
    JOURNALED("Vastgelegd", "Recorded", "Aufgezeichnet", "Enregistrés"),
    UNSEALED("Nog niet verzegeld", "Not sealed yet", "Noch nicht versiegelt", "Pas encore scellés"),
    QUEUED("Nog niet verzonden", "Not carried yet", "Noch nicht übertragen", "Pas encore transmis"),
    UNRECEIPTED("Zonder ontvangstbewijs", "Without a receipt", "Ohne Empfangsbeleg", "Sans reçu"),
    PENDING_MEDIA("Bestanden onderweg", "Files on their way", "Dateien unterwegs", "Fichiers en route"),
    OPEN_GAPS("Open gaten", "Open gaps", "Offene Lücken", "Lacunes ouvertes"),
    ALARMS("Meldingen", "Alarms", "Alarme", "Alertes"),
    LAST_FINAL("Laatste ontvangstbewijs", "Last receipt", "Letzter Beleg", "Dernier reçu"),
    NEVER("Nog nooit", "Never yet", "Noch nie", "Jamais"),
    SETTINGS("Instellingen", "Settings", "Einstellungen", "Réglages"),
    LANGUAGE("Taal", "Language", "Sprache", "Langue"),
    DEVICES("Uw apparaten", "Your devices", "Ihre Geräte", "Vos appareils"),
    THIS_DEVICE("dit apparaat", "this device", "dieses Gerät", "cet appareil"),
    VOUCHED("Bevestigd", "Verified", "Bestätigt", "Vérifié"),
    NOT_VOUCHED("Niet bevestigd", "Not verified", "Nicht bestätigt", "Non vérifié"),
    RECOVERY("Herstelsleutel", "Recovery key", "Wiederherstellungsschlüssel", "Clé de récupération"),
    RECOVERY_WHY(
        "Met deze sleutel leest u uw gesprekken op een nieuw apparaat. Schrijf hem op en bewaar hem apart.",
        "With this key you read your chats on a new device. Write it down and keep it apart.",
        "Mit diesem Schlüssel lesen Sie Ihre Gespräche auf einem neuen Gerät. Notieren und getrennt aufbewahren.",
        "Avec cette clé, vous lirez vos conversations sur un nouvel appareil. Notez-la et gardez-la à part.",
    ),
    SHOW_KEY("Sleutel tonen", "Show the key", "Schlüssel anzeigen", "Afficher la clé"),
    HIDE_KEY("Sleutel verbergen", "Hide the key", "Schlüssel verbergen", "Masquer la clé"),
    USE_KEY("Sleutel gebruiken", "Use a key", "Schlüssel verwenden", "Utiliser une clé"),
    TYPE_KEY("Herstelsleutel van eerder", "Earlier recovery key", "Früherer Schlüssel", "Clé précédente"),
    FINGERPRINTS("Vingerafdrukken", "Fingerprints", "Fingerabdrücke", "Empreintes"),
    OF_DEVICE("Dit apparaat", "This device", "Dieses Gerät", "Cet appareil"),
    OF_IDENTITY("Uw identiteit", "Your identity", "Ihre Identität", "Votre identité"),
    OF_ARCHIVE("De organisatie", "The organisation", "Die Organisation", "L’organisation"),
    ABOUT("Over deze app", "About this app", "Über diese App", "À propos"),
    POLICY("Beleid versie %s", "Policy version %s", "Richtlinie Version %s", "Politique version %s"),
    HELP("Hulp: %s", "Help: %s", "Hilfe: %s", "Aide : %s"),
    MEMBER_ADMIN("Beheerder", "Administrator", "Verwaltung", "Administrateur"),
    MEMBER_MODERATOR("Moderator", "Moderator", "Moderation", "Modérateur"),
    MEMBER_INVITED("Uitgenodigd", "Invited", "Eingeladen", "Invité"),
    INVITE("Uitnodigen", "Invite", "Einladen", "Inviter"),
    REMOVE("%s verwijderen", "Remove %s", "%s entfernen", "Retirer %s"),
    MAKE_ADMIN(
        "%s beheerder maken",
        "Make %s an administrator",
        "%s zur Verwaltung machen",
        "Nommer %s administrateur",
    ),
    LEAVE("Gesprek verlaten", "Leave the chat", "Gespräch verlassen", "Quitter la conversation"),
    ;

    /** The words in a language, with what is filled in. */
    fun say(
        language: Language,
        vararg parts: Any,
    ): String =
        of(language).split("%s").reduceIndexed { at, text, after ->
            text + parts.getOrElse(at - 1) { "" } +
                after
        }

    /** The words as they stand, `%s` included. */
    fun of(language: Language): String =
        when (language) {
            Language.DUTCH -> nl
            Language.ENGLISH -> en
            Language.GERMAN -> de
            Language.FRENCH -> fr
        }
}
