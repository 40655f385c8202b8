package eu.griffie.ui.screens

import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import eu.griffie.core.Conduct
import eu.griffie.core.DeviceSettings
import eu.griffie.core.Fetched
import eu.griffie.core.FileFamily
import eu.griffie.core.FileRow
import eu.griffie.core.GriffieException
import eu.griffie.core.Hours
import eu.griffie.core.HouseRules
import eu.griffie.core.Label
import eu.griffie.core.LabelChoice
import eu.griffie.core.Light
import eu.griffie.core.LogLevel
import eu.griffie.core.ManagedFinding
import eu.griffie.core.PersonDevice
import eu.griffie.core.PersonSafety
import eu.griffie.core.QrPicture
import eu.griffie.core.QuietHours
import eu.griffie.core.Reaction
import eu.griffie.core.RowContent
import eu.griffie.core.SasEmoji
import eu.griffie.core.SettingRow
import eu.griffie.core.SettingSource
import eu.griffie.core.SettledSettings
import eu.griffie.core.Trust
import eu.griffie.core.Verification
import eu.griffie.core.VerificationStep
import eu.griffie.core.Version
import eu.griffie.ui.about.AboutScreen
import eu.griffie.ui.about.AboutState
import eu.griffie.ui.archive.ArchiveScreen
import eu.griffie.ui.conversation.ConversationDoes
import eu.griffie.ui.conversation.ConversationScreen
import eu.griffie.ui.conversation.ConversationState
import eu.griffie.ui.conversation.PollForm
import eu.griffie.ui.conversation.Search
import eu.griffie.ui.conversation.Sentence
import eu.griffie.ui.conversation.Viewing
import eu.griffie.ui.conversation.noon
import eu.griffie.ui.conversation.said
import eu.griffie.ui.labels.ArchivedBanner
import eu.griffie.ui.labels.Labelling
import eu.griffie.ui.rules.House
import eu.griffie.ui.rules.RulesScreen
import eu.griffie.ui.safety.AskedBanner
import eu.griffie.ui.safety.KeysDoes
import eu.griffie.ui.safety.KeysScreen
import eu.griffie.ui.safety.VerifyDoes
import eu.griffie.ui.safety.VerifyScreen
import eu.griffie.ui.safety.VerifyState
import eu.griffie.ui.settings.Leaving
import eu.griffie.ui.settings.SettingsDoes
import eu.griffie.ui.settings.SettingsScreen
import eu.griffie.ui.texts.LabelWord
import java.time.Duration
import java.time.LocalDateTime

/** The screens about labels, keys, rules and this app; and those of a conversation with somebody who means no good. */
object MoreScenes {
    val rules =
        HouseRules(
            4u,
            mapOf(
                "nl" to "Berichten in dit gesprek worden bewaard in het archief van Molendam.",
                "en" to "Messages are kept.",
            ),
            "https://molendam.example/privacy",
            QuietHours(1320u, 420u, true),
            listOf("save_file", "external_people", "files"),
            90u,
            0uL,
        )
    val all: Map<String, @Composable () -> Unit> =
        mapOf(
            "labels" to { chat { copy(labelling = Labelling(reviewed, Label.PRIVATE, "Over thuis")) } },
            "label-room" to { chat { copy(labelling = Labelling(null, Label.PARTY)) } },
            "label-late" to { chat { copy(said = Sentence(LabelWord.CAME_LATE)) } },
            "disclaimer" to { Column { ArchivedBanner(Label.BUSINESS, house, {}, open = true) } },
            "verify-asked" to { Column { AskedBanner(verification(VerificationStep.REQUESTED), Scenes.anouk) {} } },
            "verify-ready" to { verify(VerificationStep.READY, code) },
            "verify-emoji" to { verify(VerificationStep.EMOJI) },
            "verify-scanned" to { verify(VerificationStep.SCANNED) },
            "verify-done" to { verify(VerificationStep.DONE) },
            "verify-stopped" to { verify(VerificationStep.CANCELLED) },
            "keys" to { KeysScreen("Bram Jansen", person, false, KeysDoes()) },
            "rules" to { RulesScreen(house, LocalDateTime.of(2026, 11, 21, 12, 0), {}, { _, _ -> }) },
            "about" to { AboutScreen(about, {}, {}, {}) },
            "signing-out" to { SettingsScreen(Scenes.settings.copy(leaving = Leaving.REVIEW), SettingsDoes()) },
            "poll" to { chat { copy(poll = PollForm("Wanneer?", listOf("Dinsdag", "Donderdag", ""))) } },
            "viewer" to { chat { copy(viewing = Viewing(picture, null), unshown = mapOf("p" to bomb)) } },
            "to-day" to { chat { copy(search = Search(day = "gisteren")) } },
            "revoked" to { ArchiveScreen(withdrawn, false, {}, rules) {} },
            "hostile" to { ConversationScreen(hostile, ConversationDoes()) },
        )

    private val withdrawn = Scenes.archive.copy(light = Light.ATTENTION, attention = "device_revoked")
    private val settings =
        DeviceSettings(
            null,
            null,
            null,
            emptyList(),
            "Gemeente Molendam",
            "https://molendam.example/privacy",
            "https://molendam.example/hulp",
            null,
            null,
            false,
            true,
            true,
            5u,
            false,
            true,
            false,
            true,
            false,
            Conduct.BLOCK,
            Conduct.WARN,
            null,
            null,
            true,
            null,
            Hours(420u, 1320u),
            true,
            LogLevel.WARN,
            true,
        )
    private val rows =
        listOf(
            row("wifi_only", "Alleen wifi", "true", SettingSource.USER, true),
            row("notification_hours", "Uren met meldingen", "07:00-19:00", SettingSource.USER, true),
            row("screenshots_allowed", "Schermafdrukken", "false", SettingSource.MANAGED, false),
            row("pin_timeout_minutes", "Vergrendelen na", "5", SettingSource.POLICY, false),
        )
    val house =
        House(
            rules,
            LabelChoice(6_048_000uL, listOf(Label.PRIVATE, Label.PARTY), true),
            SettledSettings(settings, rows, listOf(ManagedFinding("pin_timeout", "unknown", true))),
        )
    private val reviewed = said("r", "Ben je vanavond thuis?").copy(labelUntil = noon.plus(Duration.ofDays(9)))
    private val labelled =
        Scenes.conversation.rows.takeLast(2) + reviewed +
            said("q", "Tot vanavond", "bram").copy(label = Label.PRIVATE, labelUntil = noon) +
            said("z", "Fractieoverleg om acht uur").copy(label = Label.PARTY)
    private val bomb = GriffieException.Rejected("picture_too_large")
    private val picture = said("p", "", "bram", content = RowContent.File(image("foto van de dijk.png")))

    @Composable
    private fun chat(change: ConversationState.() -> ConversationState) {
        val state = Scenes.conversation.copy(rows = labelled, house = house).lined()
        ConversationScreen(state.change(), ConversationDoes())
    }

    private fun row(
        key: String,
        title: String,
        value: String,
        source: SettingSource,
        editable: Boolean,
    ) = SettingRow(key, title, "Wat dit betekent, in een zin.", value, source, editable)

    private fun image(name: String) =
        FileRow(FileFamily.IMAGE, null, true, name, null, 41_000_000uL, null, null, null, false, listOf(), Fetched.HERE)

    /** What issue 7 names as bad input of others. */
    private val hostile =
        Scenes.conversation
            .copy(
                rows =
                    listOf(
                        said("1", "😀".repeat(5000), "bram"),
                        said("2", "Z" + "\u0351".repeat(400) + "algo" + "\u0316".repeat(400), "bram"),
                        said("3", "rekening_\u202Egpj.exe", "bram"),
                        said("4", "dag", "daan").copy(
                            senderName = "Вram\u202E Jаnsen " + "x".repeat(300),
                            reactions = List(60) { Reaction("$it".repeat(40), listOf(Scenes.bram), null) },
                        ),
                        picture,
                    ),
                unshown = mapOf("p" to bomb),
            ).lined()

    private fun verification(step: VerificationStep) =
        Verification(
            "f",
            Scenes.bram,
            false,
            "ASDFGH",
            false,
            step,
            true,
            true,
            listOf("🐶", "🐱", "🦁", "🐎", "🦄", "🐷", "🐘").mapIndexed {
                at,
                symbol,
                ->
                SasEmoji(at.toUByte(), symbol)
            },
            "verification_refused".takeIf { step == VerificationStep.CANCELLED },
            noon,
        )

    @Composable
    private fun verify(
        step: VerificationStep,
        code: QrPicture? = null,
    ) = VerifyScreen(VerifyState(verification(step), code, canScan = true), VerifyDoes())

    private val code = QrPicture(byteArrayOf(), 21u, List(21 * 21) { (it * 7 + it / 21 * 3) % 5 < 2 })
    private val person =
        PersonSafety(
            Scenes.bram,
            Trust.CHANGED,
            Scenes.KEY,
            listOf(PersonDevice("ASDFGH", "Telefoon van Bram", Scenes.KEY, true)),
        )
    private val about =
        AboutState(
            "desktop 0.1.0",
            Version("0.1.0", 3u),
            Scenes.settings.safety,
            house,
            listOf("app desktop 0.1.0", "core 0.1.0 (3)", "  policy 4", "! route offline"),
        )
}
