package eu.griffie.ui.conversation

import eu.griffie.core.TimelineRow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import java.time.LocalDate
import java.time.ZoneId

/** Moving through what was said: back page by page, to a line, a day, the first unread. */
class Going(
    private val desk: Desk,
) {
    private val now = desk.now

    /** Takes in what is before the first line. */
    fun earlier() = desk.acts.act { take(PAGE) }

    fun search(words: String?) {
        now.update { state -> state.copy(search = words?.let { (state.search ?: Search()).copy(words = it) }) }
        if (words.isNullOrBlank()) return
        desk.acts.act {
            val found = desk.griffie.search(words).filter { it.roomId == desk.id }
            now.update { if (it.search?.words == words) it.copy(search = it.search.copy(found = found)) else it }
        }
    }

    fun typeDay(text: String) = now.update { it.copy(search = it.search?.copy(day = text)) }

    /** Takes in as many pages as it needs to have this line, and shows it. */
    fun reach(key: String) =
        desk.acts.act {
            until { rows -> rows.any { it.key == key } }
            show(key)
        }

    /** The first line of that day, or the first after it. */
    fun toDay(day: LocalDate) =
        desk.acts.act {
            val zone = ZoneId.systemDefault()
            val rows = until { rows -> rows.firstOrNull()?.let { dayOf(it, zone) < day } ?: false }
            rows.firstOrNull { dayOf(it, zone) >= day }?.let { show(it.key) }
        }

    /** The first message that was not read. */
    fun toUnread() =
        desk.acts.act {
            until { rows -> rows.count { !it.own && it.isMessage } >= now.value.unread }
            val shown = now.first { state -> state.lines.any { it == Line.Unread } || !state.earlier }
            if (Line.Unread in shown.lines) show(Line.Unread.key)
        }

    fun arrived() = now.update { it.copy(goal = null) }

    private fun show(key: String) = now.update { it.copy(goal = key, search = null) }

    private suspend fun until(enough: (List<TimelineRow>) -> Boolean): List<TimelineRow> {
        var rows = desk.timeline.rows()
        while (!enough(rows)) {
            if (!take(FAR)) return desk.timeline.rows()
            rows = desk.timeline.rows()
        }
        return rows
    }

    private suspend fun take(count: UInt): Boolean {
        val more = desk.timeline.loadEarlier(count)
        now.update { if (it.earlier == more) it else it.copy(earlier = more).lined() }
        return more
    }

    private fun dayOf(
        row: TimelineRow,
        zone: ZoneId,
    ) = row.at.atZone(zone).toLocalDate()

    private companion object {
        const val PAGE = 100u

        /** Far back there is nothing to look at on the way. */
        const val FAR = 1000u
    }
}
