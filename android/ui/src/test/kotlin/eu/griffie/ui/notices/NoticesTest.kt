package eu.griffie.ui.notices

import eu.griffie.core.Hours
import eu.griffie.core.Label
import eu.griffie.core.Language
import eu.griffie.core.Membership
import eu.griffie.core.QuietHours
import eu.griffie.core.RoomId
import eu.griffie.core.RoomKind
import eu.griffie.core.RoomRow
import eu.griffie.core.SettledSettings
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.conversation.said
import eu.griffie.ui.rules.House
import eu.griffie.ui.screens.MoreScenes
import java.time.LocalDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class NoticesTest {
    private val monday = LocalDateTime.of(2026, 11, 23, 12, 0)

    private fun room(
        name: String,
        unread: UInt,
        membership: Membership = Membership.JOIN,
    ) = RoomRow(
        RoomId("!$name:griffie.test"),
        name,
        RoomKind.GROUP,
        membership,
        null,
        true,
        null,
        null,
        2u,
        0u,
        unread,
        0u,
        emptyList(),
        Label.BUSINESS,
        said("1", "De nota is klaar", by = "bram"),
    )

    private fun house(
        preview: Boolean = true,
        hours: Hours? = null,
        weekend: Boolean = false,
    ): House {
        val settings =
            MoreScenes.house.settings!!
                .copy(messagePreviewAllowed = preview, notificationHours = hours)
        val rules = MoreScenes.rules.copy(quietHours = QuietHours(0u, 1u, weekend))
        return House(rules, null, SettledSettings(settings, listOf(), listOf()))
    }

    private fun now(
        house: House,
        vararg rooms: RoomRow,
    ) = notified(rooms.toList(), house, emptySet(), monday, Language.DUTCH)

    @Test
    fun `one new message is shown, several are counted, what was read is not there`() {
        val shown = now(house(), room("Dijk", 1u), room("Team", 3u), room("Rust", 0u))
        assertEquals(listOf("De nota is klaar", "3 nieuwe berichten"), shown.notices.map { it.body })
        assertEquals(4, shown.badge)
    }

    @Test
    fun `where policy hides content, neither text nor name leaves the app, and nobody answers from outside`() {
        val shown = now(house(preview = false), room("Dijk", 1u)).notices.single()
        assertEquals(listOf(Brand.NAME, "Nieuw bericht"), listOf(shown.title, shown.body))
        assertFalse(shown.answerable)
    }

    @Test
    fun `an invitation is told and counted`() {
        val shown = now(house(), room("Dijk", 0u, Membership.INVITE))
        assertEquals(listOf("U bent uitgenodigd"), shown.notices.map { it.body })
        assertEquals(1, shown.badge)
    }

    @Test
    fun `outside the hours, in a quiet weekend and in a muted room it is shown in silence`() {
        fun silent(
            house: House,
            at: LocalDateTime,
            muted: Set<RoomId> = emptySet(),
        ) = notified(listOf(room("Dijk", 1u)), house, muted, at, Language.DUTCH).notices.single().silent
        val day = house(hours = Hours(420u, 1140u))
        assertFalse(silent(day, monday))
        assertTrue(silent(day, monday.withHour(19)))
        assertTrue(silent(day, monday.withHour(6).withMinute(59)))
        val night = house(hours = Hours(1320u, 360u))
        assertFalse(silent(night, monday.withHour(23)), "over midnight")
        assertTrue(silent(night, monday))
        assertTrue(silent(house(weekend = true), monday.minusDays(1)))
        assertFalse(silent(house(weekend = true), monday))
        assertTrue(silent(house(), monday, setOf(RoomId("!Dijk:griffie.test"))))
    }
}
