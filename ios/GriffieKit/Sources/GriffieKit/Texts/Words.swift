// Written by `cargo xtask words` from android/ui/src/main/kotlin/eu/griffie/ui/texts; do not edit.

/// Everything that both apps say.
public let phrases: [Phrase] =
    LabelWord.all + MoreWord.all + RuleWord.all + SafetyWord.all + Word.all

public enum LabelWord {
    public static let label = Phrase("Label kiezen", "Choose a label", "Kennzeichnung wählen", "Choisir un libellé")
    public static let labelRoom = Phrase("Label van dit gesprek", "Label of this chat", "Kennzeichnung des Gesprächs", "Libellé de la conversation")
    public static let business = Phrase("Zakelijk", "Business", "Dienstlich", "Professionnel")
    public static let `private` = Phrase("Privé", "Private", "Privat", "Privé")
    public static let party = Phrase("Partijpolitiek", "Party", "Parteipolitisch", "Politique partisane")
    public static let businessMeans = Phrase("Gaat naar het archief.", "Goes to the archive.", "Geht ins Archiv.", "Va dans l’archive.")
    public static let staysMeans = Phrase("Blijft op dit apparaat. Het archief weet alleen dát er iets was, niet wat.", "Stays on this device. The archive only knows that there was something, not what.", "Bleibt auf diesem Gerät. Das Archiv weiß nur, dass etwas da war, nicht was.", "Reste sur cet appareil. L’archive sait qu’il y a eu quelque chose, pas quoi.")
    public static let roomStaysMeans = Phrase("Geldt voor alles wat hier van nu af wordt gezegd.", "Holds for all that is said here from now on.", "Gilt für alles, was hier ab jetzt gesagt wird.", "Vaut pour tout ce qui se dira ici désormais.")
    public static let windowOpen = Phrase("U kunt nog %s kiezen; daarna gaat het naar het archief.", "You can choose for another %s; then it goes to the archive.", "Sie können noch %s wählen; danach geht es ins Archiv.", "Vous pouvez choisir encore %s ; ensuite, cela va dans l’archive.")
    public static let windowOver = Phrase("De bedenktijd is voorbij: het archief heeft dit al. Een ander label laat er een spoor achter en neemt niets terug.", "The time to choose is over: the archive has this already. Another label leaves a trace there and takes nothing back.", "Die Bedenkzeit ist vorbei: Das Archiv hat es schon. Eine andere Kennzeichnung hinterlässt dort eine Spur und nimmt nichts zurück.", "Le délai est passé : l’archive l’a déjà. Un autre libellé y laisse une trace et ne retire rien.")
    public static let follows = Phrase("Bij ‘zakelijk’ volgt het alsnog naar het archief.", "With ‘business’ it still follows to the archive.", "Bei „dienstlich“ folgt es noch ins Archiv.", "Avec « professionnel », cela suivra dans l’archive.")
    public static let reason = Phrase("Reden, die het archief krijgt", "Reason, which the archive gets", "Grund, den das Archiv erhält", "Motif, que l’archive reçoit")
    public static let reasonWanted = Phrase("Reden (moet)", "Reason (required)", "Grund (nötig)", "Motif (obligatoire)")
    public static let saveLabel = Phrase("Vastleggen", "Set", "Festlegen", "Enregistrer")
    public static let cameLate = Phrase("Te laat om terug te nemen: het archief heeft het bericht, en nu ook uw label.", "Too late to take back: the archive has the message, and now your label too.", "Zu spät zum Zurücknehmen: Das Archiv hat die Nachricht, und nun auch Ihre Kennzeichnung.", "Trop tard pour retirer : l’archive a le message, et désormais votre libellé.")
    public static let taken = Phrase("Vastgelegd als %s.", "Set to %s.", "Festgelegt als %s.", "Enregistré comme %s.")
    public static let markPrivate = Phrase("%s: blijft op dit apparaat", "%s: stays on this device", "%s: bleibt auf diesem Gerät", "%s : reste sur cet appareil")
    public static let markReview = Phrase("Bedenktijd: over %s naar het archief", "Time to choose: to the archive in %s", "Bedenkzeit: in %s ins Archiv", "Délai de choix : vers l’archive dans %s")
    public static let late = Phrase("%s, maar het archief had het al", "%s, but the archive had it already", "%s, aber das Archiv hatte es schon", "%s, mais l’archive l’avait déjà")
    public static let days = Phrase("%s dagen", "%s days", "%s Tage", "%s jours")
    public static let hours = Phrase("%s uur", "%s hours", "%s Stunden", "%s heures")
    public static let minutes = Phrase("%s minuten", "%s minutes", "%s Minuten", "%s minutes")
    public static let roomPrivate = Phrase("Wat u hier van nu af deelt, blijft op dit apparaat (%s)", "What is shared here from now on stays on this device (%s)", "Was hier ab jetzt geteilt wird, bleibt auf diesem Gerät (%s)", "Ce qui est partagé ici désormais reste sur cet appareil (%s)")
    public static let businessAlone = Phrase("Alleen wat u zakelijk noemt, gaat naar het archief", "Only what you call business goes to the archive", "Nur was Sie dienstlich nennen, geht ins Archiv", "Seul ce que vous dites professionnel va aux archives")
    public static let nothingCaptured = Phrase("Uw berichten gaan niet naar het archief", "Your messages do not go to the archive", "Ihre Nachrichten gehen nicht ins Archiv", "Vos messages ne vont pas aux archives")
    public static let whatIsTold = Phrase("Wie met u schrijft, krijgt eenmaal dit te lezen:", "Whoever writes with you is told once:", "Wer mit Ihnen schreibt, erfährt einmal:", "Qui vous écrit est informé une fois :")
    public static let nothingTold = Phrase("Wat u hier zegt en leest, bewaart uw organisatie.", "Your organisation keeps what you say and read here.", "Ihre Organisation bewahrt auf, was Sie hier sagen und lesen.", "Votre organisation conserve ce que vous dites et lisez ici.")
    public static let moreAbout = Phrase("Meer: %s", "More: %s", "Mehr: %s", "En savoir plus : %s")
    public static let explain = Phrase("Uitleg over archiveren", "About archiving", "Über die Archivierung", "À propos de l’archivage")
    static let all: [Phrase] = [
        label,
        labelRoom,
        business,
        `private`,
        party,
        businessMeans,
        staysMeans,
        roomStaysMeans,
        windowOpen,
        windowOver,
        follows,
        reason,
        reasonWanted,
        saveLabel,
        cameLate,
        taken,
        markPrivate,
        markReview,
        late,
        days,
        hours,
        minutes,
        roomPrivate,
        businessAlone,
        nothingCaptured,
        whatIsTold,
        nothingTold,
        moreAbout,
        explain,
    ]
}

public enum MoreWord {
    public static let makePoll = Phrase("Peiling maken", "Make a poll", "Umfrage erstellen", "Créer un sondage")
    public static let question = Phrase("Vraag", "Question", "Frage", "Question")
    public static let answer = Phrase("Antwoord %s", "Answer %s", "Antwort %s", "Réponse %s")
    public static let moreAnswers = Phrase("Nog een antwoord", "Another answer", "Weitere Antwort", "Autre réponse")
    public static let several = Phrase("Meer dan één antwoord mag", "More than one answer allowed", "Mehrere Antworten erlaubt", "Plusieurs réponses possibles")
    public static let ask = Phrase("Vragen", "Ask", "Fragen", "Poser")
    public static let voteFor = Phrase("Stemmen op %s, %s stemmen", "Vote for %s, %s votes", "Für %s stimmen, %s Stimmen", "Voter pour %s, %s voix")
    public static let closePoll = Phrase("Peiling sluiten", "Close the poll", "Umfrage schließen", "Clore le sondage")
    public static let openPicture = Phrase("Afbeelding openen", "Open the picture", "Bild öffnen", "Ouvrir l’image")
    public static let pictureNone = Phrase("De afbeelding is niet te tonen", "The picture cannot be shown", "Das Bild kann nicht gezeigt werden", "L’image ne peut être affichée")
    public static let play = Phrase("Afspelen, %s", "Play, %s", "Abspielen, %s", "Lire, %s")
    public static let pause = Phrase("Stoppen", "Stop", "Anhalten", "Arrêter")
    public static let noPlayer = Phrase("Dit geluid speelt deze computer niet af; u kunt het opslaan.", "This computer cannot play this sound; you can save it.", "Dieser Computer spielt diesen Ton nicht ab; Sie können ihn speichern.", "Cet ordinateur ne lit pas ce son ; vous pouvez l’enregistrer.")
    public static let toDate = Phrase("Naar een dag", "To a day", "Zu einem Tag", "À un jour")
    public static let dateHint = Phrase("Dag, zoals %s", "Day, such as %s", "Tag, etwa %s", "Jour, comme %s")
    public static let dateWrong = Phrase("Dat is geen dag", "That is not a day", "Das ist kein Tag", "Ce n’est pas un jour")
    public static let go = Phrase("Ga", "Go", "Los", "Aller")
    public static let rename = Phrase("Naam wijzigen", "Rename", "Umbenennen", "Renommer")
    public static let roleOf = Phrase("Rol van %s", "Role of %s", "Rolle von %s", "Rôle de %s")
    public static let roleMember = Phrase("Deelnemer", "Member", "Mitglied", "Membre")
    public static let shortened = Phrase("Toon alles", "Show all", "Alles zeigen", "Tout afficher")
    public static let imitates = Phrase("Let op: deze naam lijkt op die van %s", "Careful: this name looks like that of %s", "Achtung: Dieser Name ähnelt dem von %s", "Attention : ce nom ressemble à celui de %s")
    public static let mute = Phrase("Dempen", "Mute", "Stummschalten", "Mettre en sourdine")
    public static let unmute = Phrase("Niet meer dempen", "Unmute", "Stummschaltung aufheben", "Rétablir le son")
    public static let muted = Phrase("Gedempt; archiveren gaat door", "Muted; archiving goes on", "Stumm; archiviert wird weiter", "En sourdine ; l’archivage continue")
    static let all: [Phrase] = [
        makePoll,
        question,
        answer,
        moreAnswers,
        several,
        ask,
        voteFor,
        closePoll,
        openPicture,
        pictureNone,
        play,
        pause,
        noPlayer,
        toDate,
        dateHint,
        dateWrong,
        go,
        rename,
        roleOf,
        roleMember,
        shortened,
        imitates,
        mute,
        unmute,
        muted,
    ]
}

public enum RuleWord {
    public static let rules = Phrase("Meldingen en regels", "Notifications and rules", "Mitteilungen und Regeln", "Notifications et règles")
    public static let notifications = Phrase("Meldingen", "Notifications", "Mitteilungen", "Notifications")
    public static let hoursTitle = Phrase("Uren met meldingen", "Hours with notifications", "Stunden mit Mitteilungen", "Heures de notification")
    public static let hoursHint = Phrase("Bijvoorbeeld 07:00-19:00; leeg is altijd", "For example 07:00-19:00; empty is always", "Etwa 07:00-19:00; leer ist immer", "Par exemple 07:00-19:00 ; vide pour toujours")
    public static let hoursWrong = Phrase("Schrijf het als 07:00-19:00", "Write it as 07:00-19:00", "Schreiben Sie es als 07:00-19:00", "Écrivez 07:00-19:00")
    public static let hoursWhy = Phrase("Daarbuiten zwijgt de app. Archiveren gaat altijd door.", "Outside them the app is silent. Archiving always goes on.", "Außerhalb schweigt die App. Archiviert wird immer.", "En dehors, l’app se tait. L’archivage continue toujours.")
    public static let weekend = Phrase("Ook het hele weekend stil", "Silent all weekend too", "Auch das ganze Wochenende still", "Silence tout le week-end aussi")
    public static let nowSilent = Phrase("Nu stil", "Silent now", "Jetzt still", "Silence en ce moment")
    public static let setBy = Phrase("Ingesteld door %s", "Set by %s", "Festgelegt von %s", "Réglé par %s")
    public static let byAdmin = Phrase("uw beheerder", "your administrator", "Ihrer Verwaltung", "votre administrateur")
    public static let byPolicy = Phrase("het beleid van uw organisatie", "your organisation’s policy", "der Richtlinie Ihrer Organisation", "la politique de votre organisation")
    public static let byApp = Phrase("deze app", "this app", "dieser App", "cette app")
    public static let managed = Phrase("Vast ingesteld", "Fixed settings", "Fest eingestellt", "Réglages fixes")
    public static let own = Phrase("Zelf te kiezen", "Yours to choose", "Von Ihnen wählbar", "À votre choix")
    public static let on = Phrase("Aan", "On", "Ein", "Oui")
    public static let off = Phrase("Uit", "Off", "Aus", "Non")
    public static let notSet = Phrase("Niet ingesteld", "Not set", "Nicht festgelegt", "Non réglé")
    public static let wrongValues = Phrase("Niet gebruikt, want onjuist ingesteld: %s. Zeg het uw beheerder.", "Not used, because set wrongly: %s. Tell your administrator.", "Nicht verwendet, da falsch festgelegt: %s. Melden Sie es Ihrer Verwaltung.", "Non utilisé, car mal réglé : %s. Dites-le à votre administrateur.")
    public static let forbidden = Phrase("Niet toegestaan door uw organisatie", "Not allowed by your organisation", "Von Ihrer Organisation nicht erlaubt", "Interdit par votre organisation")
    public static let noEdit = Phrase("Berichten wijzigen", "Editing messages", "Nachrichten bearbeiten", "Modifier des messages")
    public static let noDelete = Phrase("Berichten terugnemen", "Taking messages back", "Nachrichten zurücknehmen", "Retirer des messages")
    public static let noReact = Phrase("Reageren met een teken", "Reacting with a sign", "Mit Zeichen reagieren", "Réagir par un signe")
    public static let noFiles = Phrase("Bestanden versturen", "Sending files", "Dateien senden", "Envoyer des fichiers")
    public static let noVoice = Phrase("Spraakberichten opnemen", "Recording voice messages", "Sprachnachrichten aufnehmen", "Enregistrer des messages vocaux")
    public static let noSave = Phrase("Bestanden opslaan buiten de app", "Saving files outside the app", "Dateien außerhalb speichern", "Enregistrer des fichiers hors de l’app")
    public static let noGroup = Phrase("Groepen maken", "Making groups", "Gruppen erstellen", "Créer des groupes")
    public static let noExternal = Phrase("Mensen van buiten uitnodigen", "Inviting people from outside", "Externe einladen", "Inviter des externes")
    public static let newMessage = Phrase("Nieuw bericht", "New message", "Neue Nachricht", "Nouveau message")
    public static let newMessages = Phrase("%s nieuwe berichten", "%s new messages", "%s neue Nachrichten", "%s nouveaux messages")
    public static let newInvitation = Phrase("U bent uitgenodigd", "You are invited", "Sie sind eingeladen", "Vous êtes invité")
    public static let signOut = Phrase("Afmelden", "Sign out", "Abmelden", "Se déconnecter")
    public static let signOutWhy = Phrase("Eerst gaat alles naar het archief; dan verdwijnen uw gesprekken van dit apparaat. Wat u privé noemde, verdwijnt mee.", "First everything goes to the archive; then your chats leave this device. What you called private goes with them.", "Erst geht alles ins Archiv; dann verschwinden Ihre Gespräche von diesem Gerät, auch was Sie privat nannten.", "D’abord tout va dans l’archive ; puis vos conversations quittent cet appareil, y compris le privé.")
    public static let signOutSure = Phrase("Ja, afmelden", "Yes, sign out", "Ja, abmelden", "Oui, se déconnecter")
    public static let endReview = Phrase("Bedenktijd nu beëindigen", "End the time to choose now", "Bedenkzeit jetzt beenden", "Terminer le délai maintenant")
    public static let endReviewWhy = Phrase("Er zijn berichten in bedenktijd. Beëindigt u die, dan gaat wat niet privé is nu naar het archief.", "Some messages are within their time to choose. If you end it, what is not private goes to the archive now.", "Manche Nachrichten sind in der Bedenkzeit. Beenden Sie sie, geht alles nicht Private jetzt ins Archiv.", "Des messages sont en délai de choix. Si vous y mettez fin, ce qui n’est pas privé part dans l’archive.")
    public static let report = Phrase("Probleem melden", "Report a problem", "Problem melden", "Signaler un problème")
    public static let reportWhy = Phrase("Dit staat in de melding, en niets anders: geen namen, geen berichten, geen sleutels.", "This is in the report, and nothing else: no names, no messages, no keys.", "Das steht in der Meldung, sonst nichts: keine Namen, keine Nachrichten, keine Schlüssel.", "Ce rapport contient ceci, et rien d’autre : ni noms, ni messages, ni clés.")
    public static let reportSave = Phrase("Opslaan om te sturen", "Save to send it", "Zum Senden speichern", "Enregistrer pour l’envoyer")
    public static let build = Phrase("Versie %s, kern %s, vastlegging %s", "Version %s, core %s, records %s", "Version %s, Kern %s, Aufzeichnung %s", "Version %s, noyau %s, enregistrement %s")
    public static let sealedFor = Phrase("Verzegeld voor %s archiefsleutels, regeling %s", "Sealed for %s archive keys, arrangement %s", "Versiegelt für %s Archivschlüssel, Regelung %s", "Scellé pour %s clés d’archive, dispositif %s")
    public static let myArchive = Phrase("Wat wordt er bewaard", "What is kept", "Was wird aufbewahrt", "Ce qui est conservé")
    public static let keptFacts = Phrase("Alles wat u hier zegt en leest: berichten, bestanden, reacties, wijzigingen, wie erbij was en wanneer.", "All that you say and read here: messages, files, reactions, changes, who was there and when.", "Alles, was Sie hier sagen und lesen: Nachrichten, Dateien, Reaktionen, Änderungen, wer dabei war und wann.", "Tout ce que vous dites et lisez ici : messages, fichiers, réactions, modifications, qui était là et quand.")
    public static let hereDays = Phrase("Op dit apparaat ziet u de laatste %s dagen.", "On this device you see the last %s days.", "Auf diesem Gerät sehen Sie die letzten %s Tage.", "Sur cet appareil, vous voyez les %s derniers jours.")
    public static let hereAlways = Phrase("Op dit apparaat blijft alles te lezen.", "On this device all stays readable.", "Auf diesem Gerät bleibt alles lesbar.", "Sur cet appareil, tout reste lisible.")
    public static let cleared = Phrase("Opgeruimd na ontvangstbewijs", "Cleared after a receipt", "Nach Beleg aufgeräumt", "Effacés après reçu")
    static let all: [Phrase] = [
        rules,
        notifications,
        hoursTitle,
        hoursHint,
        hoursWrong,
        hoursWhy,
        weekend,
        nowSilent,
        setBy,
        byAdmin,
        byPolicy,
        byApp,
        managed,
        own,
        on,
        off,
        notSet,
        wrongValues,
        forbidden,
        noEdit,
        noDelete,
        noReact,
        noFiles,
        noVoice,
        noSave,
        noGroup,
        noExternal,
        newMessage,
        newMessages,
        newInvitation,
        signOut,
        signOutWhy,
        signOutSure,
        endReview,
        endReviewWhy,
        report,
        reportWhy,
        reportSave,
        build,
        sealedFor,
        myArchive,
        keptFacts,
        hereDays,
        hereAlways,
        cleared,
    ]
}

public enum SafetyWord {
    public static let safety = Phrase("Veiligheid", "Safety", "Sicherheit", "Sécurité")
    public static let verify = Phrase("Verifiëren", "Verify", "Bestätigen", "Vérifier")
    public static let verifyOther = Phrase("Ander apparaat van mij verifiëren", "Verify another device of mine", "Anderes Gerät von mir bestätigen", "Vérifier un autre de mes appareils")
    public static let verifyDevice = Phrase("%s verifiëren", "Verify %s", "%s bestätigen", "Vérifier %s")
    public static let asks = Phrase("%s wil apparaten vergelijken", "%s wants to compare devices", "%s möchte Geräte vergleichen", "%s veut comparer des appareils")
    public static let ownAsks = Phrase("Een ander apparaat van u wil vergelijken", "Another device of yours wants to compare", "Ein anderes Ihrer Geräte möchte vergleichen", "Un autre de vos appareils veut comparer")
    public static let look = Phrase("Bekijken", "Look", "Ansehen", "Voir")
    public static let waitsForOther = Phrase("Wachten op de ander…", "Waiting for the other…", "Warten auf die andere Seite…", "En attente de l’autre…")
    public static let sayYes = Phrase("Houd het andere apparaat erbij, of bel de ander. Daarna vergelijkt u wat beide schermen tonen.", "Have the other device at hand, or call the other person. Then you compare what both screens show.", "Halten Sie das andere Gerät bereit oder rufen Sie an. Dann vergleichen Sie, was beide zeigen.", "Ayez l’autre appareil sous la main, ou appelez la personne. Puis comparez les deux écrans.")
    public static let beginComparing = Phrase("Beginnen", "Begin", "Beginnen", "Commencer")
    public static let how = Phrase("Hoe wilt u vergelijken?", "How do you want to compare?", "Wie möchten Sie vergleichen?", "Comment voulez-vous comparer ?")
    public static let byEmoji = Phrase("Met plaatjes", "By emoji", "Mit Bildern", "Avec des images")
    public static let byCode = Phrase("QR-code tonen", "Show a QR code", "QR-Code anzeigen", "Afficher un code QR")
    public static let byScan = Phrase("QR-code lezen", "Scan a QR code", "QR-Code lesen", "Lire un code QR")
    public static let codeToScan = Phrase("QR-code die de ander leest", "QR code for the other to scan", "QR-Code zum Lesen", "Code QR à lire")
    public static let scanThis = Phrase("Laat de ander deze code lezen.", "Let the other side scan this code.", "Lassen Sie die andere Seite diesen Code lesen.", "Faites lire ce code par l’autre.")
    public static let sameEmoji = Phrase("Staan dezelfde zeven op het andere scherm, in dezelfde volgorde?", "Does the other screen show the same seven, in the same order?", "Zeigt der andere Bildschirm dieselben sieben in derselben Reihenfolge?", "L’autre écran montre-t-il les sept mêmes, dans le même ordre ?")
    public static let same = Phrase("Ze zijn gelijk", "They are the same", "Sie sind gleich", "Identiques")
    public static let different = Phrase("Ze verschillen", "They differ", "Sie sind verschieden", "Différentes")
    public static let didScan = Phrase("Zegt het andere apparaat dat het gelukt is?", "Does the other device say that it worked?", "Sagt das andere Gerät, dass es geklappt hat?", "L’autre appareil dit-il que c’est réussi ?")
    public static let yes = Phrase("Ja", "Yes", "Ja", "Oui")
    public static let no = Phrase("Nee", "No", "Nein", "Non")
    public static let verifyDone = Phrase("Geverifieerd", "Verified", "Bestätigt", "Vérifié")
    public static let verifyStopped = Phrase("Niet geverifieerd", "Not verified", "Nicht bestätigt", "Non vérifié")
    public static let done = Phrase("Klaar", "Done", "Fertig", "Terminé")
    public static let trustVerified = Phrase("Geverifieerd", "Verified", "Bestätigt", "Vérifié")
    public static let trustUnverified = Phrase("Niet geverifieerd", "Not verified", "Nicht bestätigt", "Non vérifié")
    public static let trustDevice = Phrase("Heeft een apparaat waarvoor niemand instaat", "Has a device that nobody vouches for", "Hat ein Gerät, für das niemand bürgt", "A un appareil dont personne ne répond")
    public static let trustChanged = Phrase("Sleutels zijn veranderd: vergelijk opnieuw", "Keys have changed: compare again", "Schlüssel haben sich geändert: neu vergleichen", "Les clés ont changé : comparez à nouveau")
    public static let trustNone = Phrase("Sleutels niet bekend", "Keys not known", "Schlüssel nicht bekannt", "Clés inconnues")
    public static let seenChange = Phrase("Ik weet dat de sleutels anders zijn", "I know that the keys are others", "Ich weiß, dass die Schlüssel anders sind", "Je sais que les clés ont changé")
    public static let theirDevices = Phrase("Apparaten", "Devices", "Geräte", "Appareils")
    public static let theirKey = Phrase("Vingerafdruk van %s", "Fingerprint of %s", "Fingerabdruck von %s", "Empreinte de %s")
    public static let compareKey = Phrase("Lees hem elkaar voor: bij de ander staat hij onder Instellingen.", "Read it to each other: the other side has it under Settings.", "Lesen Sie ihn einander vor: Die andere Seite findet ihn unter Einstellungen.", "Lisez-la-vous : l’autre la trouve dans Réglages.")
    public static let keysOf = Phrase("Sleutels van %s", "Keys of %s", "Schlüssel von %s", "Clés de %s")
    public static let renew = Phrase("Sleutel vernieuwen", "Renew the key", "Schlüssel erneuern", "Renouveler la clé")
    public static let renewWhy = Phrase("Wat u hier hierna verstuurt, krijgt een nieuwe sleutel, voor wie dan in het gesprek is. Het oude blijft leesbaar.", "What you send here after this has a new key, for those who are in the chat then. The old stays readable.", "Was Sie hier danach senden, bekommt einen neuen Schlüssel für alle, die dann dabei sind. Altes bleibt lesbar.", "Ce que vous enverrez ici aura une nouvelle clé, pour les présents. L’ancien reste lisible.")
    public static let renewed = Phrase("De sleutel is vernieuwd.", "The key was renewed.", "Der Schlüssel wurde erneuert.", "La clé a été renouvelée.")
    public static let recoveryNeeded = Phrase("Voor dit apparaat staat nog niemand in. Gebruik uw herstelsleutel, of verifieer het met een ander apparaat van u.", "Nobody vouches for this device yet. Use your recovery key, or verify it with another device of yours.", "Für dieses Gerät bürgt noch niemand. Nutzen Sie Ihren Schlüssel oder bestätigen Sie es mit einem anderen Gerät.", "Personne ne répond encore de cet appareil. Utilisez votre clé, ou vérifiez-le avec un autre appareil.")
    public static let recoveryMaking = Phrase("De herstelsleutel wordt gemaakt…", "The recovery key is being made…", "Der Schlüssel wird erstellt…", "La clé est en cours de création…")
    public static let recoveryRestoring = Phrase("Eerdere berichten komen terug: %s van %s sleutels.", "Earlier messages come back: %s of %s keys.", "Frühere Nachrichten kommen zurück: %s von %s Schlüsseln.", "Les anciens messages reviennent : %s clés sur %s.")
    public static let recoveryReady = Phrase("Klaar: %s van %s sleutels staan in de kluis.", "Ready: %s of %s keys are in the backup.", "Bereit: %s von %s Schlüsseln sind gesichert.", "Prêt : %s clés sur %s sont sauvegardées.")
    static let all: [Phrase] = [
        safety,
        verify,
        verifyOther,
        verifyDevice,
        asks,
        ownAsks,
        look,
        waitsForOther,
        sayYes,
        beginComparing,
        how,
        byEmoji,
        byCode,
        byScan,
        codeToScan,
        scanThis,
        sameEmoji,
        same,
        different,
        didScan,
        yes,
        no,
        verifyDone,
        verifyStopped,
        done,
        trustVerified,
        trustUnverified,
        trustDevice,
        trustChanged,
        trustNone,
        seenChange,
        theirDevices,
        theirKey,
        compareKey,
        keysOf,
        renew,
        renewWhy,
        renewed,
        recoveryNeeded,
        recoveryMaking,
        recoveryRestoring,
        recoveryReady,
    ]
}

public enum Word {
    public static let back = Phrase("Terug", "Back", "Zurück", "Retour")
    public static let close = Phrase("Sluiten", "Close", "Schließen", "Fermer")
    public static let save = Phrase("Bewaren", "Save", "Speichern", "Enregistrer")
    public static let cancel = Phrase("Annuleren", "Cancel", "Abbrechen", "Annuler")
    public static let again = Phrase("Opnieuw proberen", "Try again", "Erneut versuchen", "Réessayer")
    public static let activate = Phrase("Activeren", "Activate", "Aktivieren", "Activer")
    public static let codeOrLink = Phrase("Activeringscode of link", "Activation code or link", "Aktivierungscode oder Link", "Code ou lien d’activation")
    public static let codeHint = Phrase("Typ de code van uw beheerder, of plak de link of de tekst van de QR-code.", "Type the code from your administrator, or paste the link or the text of the QR code.", "Geben Sie den Code Ihrer Verwaltung ein oder fügen Sie den Link oder den Text des QR-Codes ein.", "Saisissez le code de votre administrateur, ou collez le lien ou le texte du code QR.")
    public static let codeHelp = Phrase("Geen code, of werkt hij niet? %s", "No code, or does it not work? %s", "Kein Code, oder geht er nicht? %s", "Pas de code, ou refusé ? %s")
    public static let gateway = Phrase("Adres van de archiefpoort", "Address of the archive gateway", "Adresse des Archivzugangs", "Adresse de la passerelle d’archives")
    public static let root = Phrase("Sleutel van de organisatie", "Key of the organisation", "Schlüssel der Organisation", "Clé de l’organisation")
    public static let yourName = Phrase("Uw naam", "Your name", "Ihr Name", "Votre nom")
    public static let privacy = Phrase("Ik heb de privacyverklaring gelezen: wat ik in deze app zeg en lees, wordt voor mijn organisatie bewaard (%s).", "I have read the privacy statement: what I say and read in this app is kept for my organisation (%s).", "Ich habe die Datenschutzerklärung gelesen: Was ich in dieser App sage und lese, wird für meine Organisation aufbewahrt (%s).", "J’ai lu la déclaration de confidentialité : ce que je dis et lis ici est conservé pour mon organisation (%s).")
    public static let stopped = Phrase("De app is gestopt", "The app has stopped", "Die App wurde angehalten", "L’application s’est arrêtée")
    public static let opening = Phrase("Even geduld…", "One moment…", "Einen Moment…", "Un instant…")
    public static let chats = Phrase("Gesprekken", "Chats", "Gespräche", "Conversations")
    public static let noChats = Phrase("Nog geen gesprekken. Begin er een met +.", "No chats yet. Start one with +.", "Noch keine Gespräche. Beginnen Sie mit +.", "Aucune conversation. Commencez avec +.")
    public static let noResults = Phrase("Niets gevonden", "Nothing found", "Nichts gefunden", "Aucun résultat")
    public static let search = Phrase("Zoeken", "Search", "Suchen", "Rechercher")
    public static let newChat = Phrase("Nieuw gesprek", "New chat", "Neues Gespräch", "Nouvelle conversation")
    public static let newGroup = Phrase("Nieuwe groep", "New group", "Neue Gruppe", "Nouveau groupe")
    public static let userId = Phrase("Gebruiker, zoals @7k3m9x:example.nl", "User, such as @7k3m9x:example.nl", "Person, etwa @7k3m9x:example.nl", "Personne, comme @7k3m9x:example.nl")
    public static let userIds = Phrase("Gebruikers, met spaties ertussen", "Users, separated by spaces", "Personen, durch Leerzeichen getrennt", "Personnes, séparées par des espaces")
    public static let groupName = Phrase("Naam van de groep", "Name of the group", "Name der Gruppe", "Nom du groupe")
    public static let start = Phrase("Beginnen", "Start", "Beginnen", "Commencer")
    public static let invitedBy = Phrase("Uitnodiging van %s", "Invitation from %s", "Einladung von %s", "Invitation de %s")
    public static let accept = Phrase("Aannemen", "Accept", "Annehmen", "Accepter")
    public static let decline = Phrase("Weigeren", "Decline", "Ablehnen", "Refuser")
    public static let unreadCount = Phrase("%s ongelezen", "%s unread", "%s ungelesen", "%s non lus")
    public static let mentioned = Phrase("U bent genoemd", "You are mentioned", "Sie wurden erwähnt", "Vous êtes mentionné")
    public static let nameless = Phrase("Gesprek zonder naam", "Chat without a name", "Gespräch ohne Namen", "Conversation sans nom")
    public static let typing = Phrase("%s typt…", "%s is typing…", "%s schreibt…", "%s écrit…")
    public static let message = Phrase("Bericht", "Message", "Nachricht", "Message")
    public static let send = Phrase("Versturen", "Send", "Senden", "Envoyer")
    public static let attach = Phrase("Bestand toevoegen", "Attach a file", "Datei anhängen", "Joindre un fichier")
    public static let people = Phrase("Deelnemers", "People", "Personen", "Participants")
    public static let menu = Phrase("Meer bij dit bericht", "More about this message", "Mehr zu dieser Nachricht", "Plus pour ce message")
    public static let reply = Phrase("Antwoorden", "Reply", "Antworten", "Répondre")
    public static let edit = Phrase("Wijzigen", "Edit", "Bearbeiten", "Modifier")
    public static let delete = Phrase("Terugnemen", "Take back", "Zurücknehmen", "Retirer")
    public static let reactWith = Phrase("Reageren met %s", "React with %s", "Mit %s reagieren", "Réagir avec %s")
    public static let reaction = Phrase("%s door %s", "%s by %s", "%s von %s", "%s par %s")
    public static let replying = Phrase("Antwoord aan %s", "Reply to %s", "Antwort an %s", "Réponse à %s")
    public static let editing = Phrase("Bericht wijzigen", "Edit message", "Nachricht bearbeiten", "Modifier le message")
    public static let edited = Phrase("gewijzigd", "edited", "bearbeitet", "modifié")
    public static let takenBack = Phrase("Teruggenomen; het archief bewaart het", "Taken back; the archive keeps it", "Zurückgenommen; das Archiv bewahrt es auf", "Retiré ; l’archive le conserve")
    public static let today = Phrase("Vandaag", "Today", "Heute", "Aujourd’hui")
    public static let yesterday = Phrase("Gisteren", "Yesterday", "Gestern", "Hier")
    public static let unreadLine = Phrase("Ongelezen", "Unread", "Ungelesen", "Non lus")
    public static let toUnread = Phrase("Naar het eerste ongelezen bericht", "To the first unread message", "Zur ersten ungelesenen Nachricht", "Au premier message non lu")
    public static let toNewest = Phrase("Naar het nieuwste bericht", "To the newest message", "Zur neuesten Nachricht", "Au message le plus récent")
    public static let picture = Phrase("Afbeelding %s", "Picture %s", "Bild %s", "Image %s")
    public static let saveFile = Phrase("%s opslaan", "Save %s", "%s speichern", "Enregistrer %s")
    public static let voice = Phrase("Spraakbericht, %s", "Voice message, %s", "Sprachnachricht, %s", "Message vocal, %s")
    public static let location = Phrase("Locatie", "Location", "Standort", "Lieu")
    public static let poll = Phrase("Peiling", "Poll", "Umfrage", "Sondage")
    public static let pollEnded = Phrase("Peiling gesloten", "Poll closed", "Umfrage beendet", "Sondage clos")
    public static let unreadable = Phrase("Dit bericht is nog niet te lezen", "This message cannot be read yet", "Diese Nachricht ist noch nicht lesbar", "Ce message n’est pas encore lisible")
    public static let gap = Phrase("Hier ontbreekt iets; het wordt aangevuld", "Something is missing here; it is being filled in", "Hier fehlt etwas; es wird ergänzt", "Il manque quelque chose ; c’est en cours")
    public static let came = Phrase("%s doet nu mee", "%s joined", "%s ist dabei", "%s a rejoint")
    public static let went = Phrase("%s is weg", "%s left", "%s ist gegangen", "%s est parti")
    public static let asked = Phrase("%s is uitgenodigd", "%s was invited", "%s wurde eingeladen", "%s a été invité")
    public static let made = Phrase("Gesprek begonnen", "Chat started", "Gespräch begonnen", "Conversation créée")
    public static let encrypted = Phrase("Van hier af versleuteld", "Encrypted from here on", "Ab hier verschlüsselt", "Chiffré à partir d’ici")
    public static let named = Phrase("Heet nu %s", "Now called %s", "Heißt jetzt %s", "S’appelle désormais %s")
    public static let changed = Phrase("Het gesprek is aangepast", "The chat was changed", "Das Gespräch wurde geändert", "La conversation a été modifiée")
    public static let waiting = Phrase("Wacht op verzending", "Waiting to be sent", "Wartet auf Versand", "En attente d’envoi")
    public static let sent = Phrase("Verzonden", "Sent", "Gesendet", "Envoyé")
    public static let failed = Phrase("Niet verzonden", "Not sent", "Nicht gesendet", "Non envoyé")
    public static let markKept = Phrase("In het archief", "In the archive", "Im Archiv", "Dans l’archive")
    public static let markQueued = Phrase("Onderweg naar het archief", "On its way to the archive", "Unterwegs zum Archiv", "En route vers l’archive")
    public static let markAttention = Phrase("Nog niet in het archief: kijk bij Archief", "Not in the archive yet: see Archive", "Noch nicht im Archiv: siehe Archiv", "Pas encore dans l’archive : voir Archive")
    public static let archivedHere = Phrase("Dit gesprek wordt gearchiveerd", "This chat is archived", "Dieses Gespräch wird archiviert", "Cette conversation est archivée")
    public static let archive = Phrase("Archief", "Archive", "Archiv", "Archive")
    public static let lightGreen = Phrase("Alles staat in het archief", "Everything is in the archive", "Alles ist im Archiv", "Tout est dans l’archive")
    public static let lightQueued = Phrase("Er is iets onderweg; dat gaat vanzelf", "Something is on its way; it goes by itself", "Etwas ist unterwegs; es geht von selbst", "Un envoi est en cours ; il se fait tout seul")
    public static let lightAttention = Phrase("Hier moet iemand naar kijken", "Somebody should look at this", "Darum muss sich jemand kümmern", "Quelqu’un doit s’en occuper")
    public static let routeNow = Phrase("Nu naar het archief sturen", "Send to the archive now", "Jetzt ins Archiv senden", "Envoyer à l’archive maintenant")
    public static let journaled = Phrase("Vastgelegd", "Recorded", "Aufgezeichnet", "Enregistrés")
    public static let unsealed = Phrase("Nog niet verzegeld", "Not sealed yet", "Noch nicht versiegelt", "Pas encore scellés")
    public static let queued = Phrase("Nog niet verzonden", "Not carried yet", "Noch nicht übertragen", "Pas encore transmis")
    public static let unreceipted = Phrase("Zonder ontvangstbewijs", "Without a receipt", "Ohne Empfangsbeleg", "Sans reçu")
    public static let pendingMedia = Phrase("Bestanden onderweg", "Files on their way", "Dateien unterwegs", "Fichiers en route")
    public static let openGaps = Phrase("Open gaten", "Open gaps", "Offene Lücken", "Lacunes ouvertes")
    public static let alarms = Phrase("Meldingen", "Alarms", "Alarme", "Alertes")
    public static let lastFinal = Phrase("Laatste ontvangstbewijs", "Last receipt", "Letzter Beleg", "Dernier reçu")
    public static let never = Phrase("Nog nooit", "Never yet", "Noch nie", "Jamais")
    public static let settings = Phrase("Instellingen", "Settings", "Einstellungen", "Réglages")
    public static let language = Phrase("Taal", "Language", "Sprache", "Langue")
    public static let devices = Phrase("Uw apparaten", "Your devices", "Ihre Geräte", "Vos appareils")
    public static let thisDevice = Phrase("dit apparaat", "this device", "dieses Gerät", "cet appareil")
    public static let vouched = Phrase("Bevestigd", "Verified", "Bestätigt", "Vérifié")
    public static let notVouched = Phrase("Niet bevestigd", "Not verified", "Nicht bestätigt", "Non vérifié")
    public static let recovery = Phrase("Herstelsleutel", "Recovery key", "Wiederherstellungsschlüssel", "Clé de récupération")
    public static let recoveryWhy = Phrase("Met deze sleutel leest u uw gesprekken op een nieuw apparaat. Schrijf hem op en bewaar hem apart.", "With this key you read your chats on a new device. Write it down and keep it apart.", "Mit diesem Schlüssel lesen Sie Ihre Gespräche auf einem neuen Gerät. Notieren und getrennt aufbewahren.", "Avec cette clé, vous lirez vos conversations sur un nouvel appareil. Notez-la et gardez-la à part.")
    public static let showKey = Phrase("Sleutel tonen", "Show the key", "Schlüssel anzeigen", "Afficher la clé")
    public static let hideKey = Phrase("Sleutel verbergen", "Hide the key", "Schlüssel verbergen", "Masquer la clé")
    public static let useKey = Phrase("Sleutel gebruiken", "Use a key", "Schlüssel verwenden", "Utiliser une clé")
    public static let typeKey = Phrase("Herstelsleutel van eerder", "Earlier recovery key", "Früherer Schlüssel", "Clé précédente")
    public static let fingerprints = Phrase("Vingerafdrukken", "Fingerprints", "Fingerabdrücke", "Empreintes")
    public static let ofDevice = Phrase("Dit apparaat", "This device", "Dieses Gerät", "Cet appareil")
    public static let ofIdentity = Phrase("Uw identiteit", "Your identity", "Ihre Identität", "Votre identité")
    public static let ofArchive = Phrase("De organisatie", "The organisation", "Die Organisation", "L’organisation")
    public static let about = Phrase("Over deze app", "About this app", "Über diese App", "À propos")
    public static let policy = Phrase("Beleid versie %s", "Policy version %s", "Richtlinie Version %s", "Politique version %s")
    public static let help = Phrase("Hulp: %s", "Help: %s", "Hilfe: %s", "Aide : %s")
    public static let memberAdmin = Phrase("Beheerder", "Administrator", "Verwaltung", "Administrateur")
    public static let memberModerator = Phrase("Moderator", "Moderator", "Moderation", "Modérateur")
    public static let memberInvited = Phrase("Uitgenodigd", "Invited", "Eingeladen", "Invité")
    public static let invite = Phrase("Uitnodigen", "Invite", "Einladen", "Inviter")
    public static let remove = Phrase("%s verwijderen", "Remove %s", "%s entfernen", "Retirer %s")
    public static let leave = Phrase("Gesprek verlaten", "Leave the chat", "Gespräch verlassen", "Quitter la conversation")
    static let all: [Phrase] = [
        back,
        close,
        save,
        cancel,
        again,
        activate,
        codeOrLink,
        codeHint,
        codeHelp,
        gateway,
        root,
        yourName,
        privacy,
        stopped,
        opening,
        chats,
        noChats,
        noResults,
        search,
        newChat,
        newGroup,
        userId,
        userIds,
        groupName,
        start,
        invitedBy,
        accept,
        decline,
        unreadCount,
        mentioned,
        nameless,
        typing,
        message,
        send,
        attach,
        people,
        menu,
        reply,
        edit,
        delete,
        reactWith,
        reaction,
        replying,
        editing,
        edited,
        takenBack,
        today,
        yesterday,
        unreadLine,
        toUnread,
        toNewest,
        picture,
        saveFile,
        voice,
        location,
        poll,
        pollEnded,
        unreadable,
        gap,
        came,
        went,
        asked,
        made,
        encrypted,
        named,
        changed,
        waiting,
        sent,
        failed,
        markKept,
        markQueued,
        markAttention,
        archivedHere,
        archive,
        lightGreen,
        lightQueued,
        lightAttention,
        routeNow,
        journaled,
        unsealed,
        queued,
        unreceipted,
        pendingMedia,
        openGaps,
        alarms,
        lastFinal,
        never,
        settings,
        language,
        devices,
        thisDevice,
        vouched,
        notVouched,
        recovery,
        recoveryWhy,
        showKey,
        hideKey,
        useKey,
        typeKey,
        fingerprints,
        ofDevice,
        ofIdentity,
        ofArchive,
        about,
        policy,
        help,
        memberAdmin,
        memberModerator,
        memberInvited,
        invite,
        remove,
        leave,
    ]
}
