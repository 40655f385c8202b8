package eu.griffie.ui.screens

import androidx.compose.runtime.Composable
import eu.griffie.core.ArchiveState
import eu.griffie.core.EarlierText
import eu.griffie.core.EventId
import eu.griffie.core.Fetched
import eu.griffie.core.FileFamily
import eu.griffie.core.FileRow
import eu.griffie.core.Label
import eu.griffie.core.Light
import eu.griffie.core.Membership
import eu.griffie.core.OwnDevice
import eu.griffie.core.PollAnswer
import eu.griffie.core.PollRow
import eu.griffie.core.Quote
import eu.griffie.core.Reaction
import eu.griffie.core.RecoveryState
import eu.griffie.core.RecoveryStatus
import eu.griffie.core.Redacted
import eu.griffie.core.RoomId
import eu.griffie.core.RoomKind
import eu.griffie.core.RoomRow
import eu.griffie.core.RowContent
import eu.griffie.core.Safety
import eu.griffie.core.TimelineRow
import eu.griffie.core.Trust
import eu.griffie.core.UserId
import eu.griffie.ui.activation.ActivationDoes
import eu.griffie.ui.activation.ActivationScreen
import eu.griffie.ui.activation.ActivationState
import eu.griffie.ui.archive.ArchiveScreen
import eu.griffie.ui.conversation.ConversationDoes
import eu.griffie.ui.conversation.ConversationScreen
import eu.griffie.ui.conversation.ConversationState
import eu.griffie.ui.conversation.Marks
import eu.griffie.ui.conversation.member
import eu.griffie.ui.conversation.noon
import eu.griffie.ui.conversation.said
import eu.griffie.ui.members.MembersDoes
import eu.griffie.ui.members.MembersScreen
import eu.griffie.ui.members.MembersState
import eu.griffie.ui.rooms.BeginScreen
import eu.griffie.ui.rooms.RoomsDoes
import eu.griffie.ui.rooms.RoomsScreen
import eu.griffie.ui.rooms.RoomsState
import eu.griffie.ui.settings.SettingsDoes
import eu.griffie.ui.settings.SettingsScreen
import eu.griffie.ui.settings.SettingsState

/** Every screen with everything on it that it can show, without a core behind it. */
object Scenes {
    val all: Map<String, @Composable () -> Unit> =
        mapOf(
            "activation" to { ActivationScreen(ActivationState(name = "Anouk"), false, ActivationDoes()) },
            "rooms" to { RoomsScreen(RoomsState(rooms = rooms), Light.QUEUED, RoomsDoes()) },
            "begin" to { BeginScreen(false, {}, {}, { _, _ -> }) },
            "conversation" to { ConversationScreen(conversation, ConversationDoes()) },
            "archive" to { ArchiveScreen(archive, false, {}, MoreScenes.rules) {} },
            "settings" to { SettingsScreen(settings, SettingsDoes()) },
            "members" to { MembersScreen(MembersState(members, anouk, group, muted = true), MembersDoes()) },
        )

    internal val anouk = UserId("@anouk:griffie.test")
    internal val bram = UserId("@bram:griffie.test")
    private val members =
        listOf(
            member("anouk", "Anouk de Vries", power = 100),
            member("bram", "Bram Jansen", trust = Trust.VERIFIED),
            member("chadia", null, Membership.INVITE),
            member("daan", "Вram Jаnsen", trust = Trust.UNVERIFIED_DEVICE),
        )

    private fun file(
        family: FileFamily,
        name: String,
        waveform: List<UShort> = emptyList(),
    ) = RowContent.File(
        FileRow(
            family,
            null,
            true,
            name,
            null,
            48_200uL,
            null,
            null,
            12_000uL,
            waveform.isNotEmpty(),
            waveform,
            Fetched.HERE,
        ),
    )

    private val poll =
        RowContent.Poll(
            PollRow(
                listOf(PollAnswer("a", "Dinsdag", listOf(anouk, bram)), PollAnswer("b", "Donderdag", listOf())),
                1u,
                false,
            ),
        )

    private val said =
        listOf(
            said("made", content = RowContent.Created),
            said("1", "Komt de nota vandaag nog? De wethouder vraagt erom.", "anouk"),
            said("2", "Ja, om vier uur.", "bram", noon.plusSeconds(40)).copy(
                reply = Quote(EventId("\$1"), anouk, "Anouk", "Komt de nota vandaag nog?"),
                versions = listOf(EarlierText(noon, "Ja, om drie uur.")),
                reactions = listOf(Reaction("👍", listOf(anouk, bram), EventId("\$r"))),
            ),
            said("3", "", "bram", noon.plusSeconds(60), file(FileFamily.FILE, "nota dijkversterking.pdf")),
            said("4", "", "bram", noon.plusSeconds(80), file(FileFamily.AUDIO, "spraak.ogg", waveform())),
            said("5", "Gemaal De Hoop", "anouk", noon.plusSeconds(90), RowContent.Location("geo:52.0799,4.3113")),
            said("6", "Wanneer overleggen we?", "anouk", noon.plusSeconds(95), poll),
            said("7", "Verkeerd gesprek", "anouk", noon.plusSeconds(99)).copy(redacted = Redacted(anouk, noon, "")),
            said("8", "Tot dan!", "bram", noon.plusSeconds(120)),
        )

    private fun waveform() = List(80) { (it * 137 % 1024).toUShort() }

    private fun room(
        id: String,
        name: String,
        last: TimelineRow?,
        unread: UInt = 0u,
        highlights: UInt = 0u,
        membership: Membership = Membership.JOIN,
    ) = RoomRow(
        RoomId("!$id:griffie.test"),
        name,
        RoomKind.DIRECT,
        membership,
        bram,
        true,
        null,
        null,
        2u,
        0u,
        unread,
        highlights,
        emptyList(),
        Label.BUSINESS,
        last,
    )

    private val rooms =
        listOf(
            room("a", "Dijkoverleg Molendam-Noord", null, membership = Membership.INVITE),
            room("b", "Bram Jansen", said.last(), 3u, 1u),
            room("c", "Team vergunningen", said[1]),
        )
    private val group = rooms[2].copy(kind = RoomKind.GROUP)
    internal val conversation =
        ConversationState(
            rooms[1],
            said,
            members,
            Marks().after(said.dropLast(1), Light.GREEN),
            unread = 1,
            earlier = false,
            self = anouk,
            at = noon,
        )
    internal val archive =
        ArchiveState(
            Light.QUEUED,
            1204uL,
            3uL,
            1uL,
            1uL,
            0uL,
            1100uL,
            noon,
            noon,
            1uL,
            1uL,
            0uL,
            0uL,
            0uL,
            null,
            null,
        )
    internal const val KEY = "Ax3f 9KqL 0pTz Vb7W mN4s Yc2R"
    internal val settings =
        SettingsState(
            listOf(
                OwnDevice("QWERTY", "Telefoon van Anouk", true, true, KEY, noon),
                OwnDevice("ASDFGH", "Werkplek", false, false, KEY, noon),
            ),
            Safety(anouk, "QWERTY", KEY, KEY, true, KEY, listOf("a1b2"), 4u, 2u, "c3d4"),
            RecoveryStatus(RecoveryState.READY, false, "1", 12uL, 12uL),
        )
}
