package eu.griffie.ui.notices

import eu.griffie.core.Griffie
import eu.griffie.core.Language
import eu.griffie.core.RoomId
import eu.griffie.core.RoomRow
import eu.griffie.core.TextDraft
import eu.griffie.core.roomsFlow
import eu.griffie.ui.app.Acts
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.conversation.summary
import eu.griffie.ui.rooms.isInvitation
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.RuleWord
import eu.griffie.ui.texts.tameLine
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChanged
import java.time.Clock
import java.time.LocalDateTime

/** One notification: of a room with something new in it. A newer one of the same room takes its place. */
data class Notice(
    val room: RoomId,
    val title: String,
    val body: String,
    /** How many messages it stands for. */
    val count: Int,
    /** Shown without sound, light or movement. */
    val silent: Boolean,
    /** Whether an answer can be written in it. */
    val answerable: Boolean,
)

/** All notifications there are to be now, and the number on the app's sign. */
data class Notified(
    val notices: List<Notice> = emptyList(),
    val badge: Int = 0,
)

/** What is to be notified, for the part of the app that speaks to the system. What is silent is archived all the same. */
class Notices(
    private val griffie: Griffie,
    private val acts: Acts,
    house: StateFlow<House>,
    language: StateFlow<Language>,
    muted: StateFlow<Set<RoomId>>,
    clock: Clock = Clock.systemDefaultZone(),
) {
    /** As it is now, then again after every change. */
    val shown: Flow<Notified> =
        combine(griffie.roomsFlow(), house, language, muted) { rooms, here, spoken, still ->
            notified(rooms, here, still, LocalDateTime.now(clock), spoken)
        }.distinctUntilChanged()

    /** An answer out of a notification; the room counts as read. */
    fun answer(
        room: RoomId,
        text: String,
        read: RoomRow? = null,
    ) = acts.act {
        if (text.isBlank()) return@act
        griffie.room(room).use { here ->
            here.sendText(TextDraft(text.trim()))
            read?.last?.eventId?.let { here.markRead(it) }
        }
    }
}

/** What these rooms give to notify at this moment, as policy and person want it. */
fun notified(
    rooms: List<RoomRow>,
    house: House,
    muted: Set<RoomId>,
    at: LocalDateTime,
    language: Language,
): Notified {
    val quiet = isQuiet(house, at)
    val told = house.settings?.messagePreviewAllowed != false
    val new = rooms.filter { it.unread > 0u || it.isInvitation }
    return Notified(
        new.map { room -> notice(room, told, quiet || room.roomId in muted, language) },
        new.sumOf { if (it.isInvitation) 1 else it.unread.toInt() },
    )
}

private fun notice(
    room: RoomRow,
    told: Boolean,
    silent: Boolean,
    language: Language,
): Notice {
    val count = room.unread.toInt()
    val last = room.last
    val body =
        when {
            room.isInvitation -> RuleWord.NEW_INVITATION.say(language)
            told && count == 1 && last != null && !last.own -> tameLine(summary(last, language).take(LONGEST))
            count == 1 -> RuleWord.NEW_MESSAGE.say(language)
            else -> RuleWord.NEW_MESSAGES.say(language, count)
        }
    // Who writes is content too: without leave to show any, only the app's own name stands there.
    val title = if (told) tameLine(room.name ?: Brand.NAME) else Brand.NAME
    return Notice(room.roomId, title, body, maxOf(1, count), silent, told && !room.isInvitation)
}

/** Whether this moment is one without sound: outside the hours of device manager, policy or person, or in the policy's weekend. */
fun isQuiet(
    house: House,
    at: LocalDateTime,
): Boolean {
    val weekend = house.rules?.quietHours?.weekend == true && at.dayOfWeek.value >= SATURDAY
    val hours = house.settings?.notificationHours ?: return weekend
    val minute = at.hour * MINUTES + at.minute
    val (from, until) = hours.from.toInt() to hours.until.toInt()
    val within = if (from <= until) minute in from until until else minute >= from || minute < until
    return weekend || !within
}

private const val SATURDAY = 6
private const val MINUTES = 60
private const val LONGEST = 240
