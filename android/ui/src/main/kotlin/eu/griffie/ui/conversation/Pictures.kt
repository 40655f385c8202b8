package eu.griffie.ui.conversation

import eu.griffie.core.EventId
import eu.griffie.core.GriffieException
import eu.griffie.core.TimelineRow
import kotlinx.coroutines.flow.update
import java.util.concurrent.ConcurrentHashMap

/** Pictures of lines: small ones as they come into view, one large. Each is made by the core, which bounds its size. */
class Pictures(
    private val desk: Desk,
) {
    private val now = desk.now
    private val asked = ConcurrentHashMap.newKeySet<Pair<String, EventId>>()

    /** The line came into view. A picture that cannot be shown says why in its own place. */
    fun show(row: TimelineRow) {
        val event = row.eventId ?: return
        if (!row.hasPicture || !asked.add(row.key to event)) return
        desk.acts.ask {
            try {
                desk.room.thumbnail(event, EDGE)?.let(desk.host::picture)?.let { picture ->
                    now.update { it.copy(pictures = youngest(it.pictures + (row.key to picture))) }
                }
            } catch (error: GriffieException) {
                asked.remove(row.key to event)
                now.update { it.copy(unshown = it.unshown + (row.key to error)) }
            }
        }
    }

    /** Fills the screen with it. */
    fun open(row: TimelineRow) {
        val event = row.eventId ?: return
        now.update { it.copy(viewing = Viewing(row, it.pictures[row.key])) }
        desk.acts.act {
            val large = desk.room.thumbnail(event, LARGE)?.let(desk.host::picture) ?: return@act
            now.update { if (it.viewing?.row?.key == row.key) it.copy(viewing = Viewing(row, large)) else it }
        }
    }

    fun close() = now.update { it.copy(viewing = null) }

    /** What is far out of view is asked for again when it comes back. */
    private fun <P> youngest(pictures: Map<String, P>): Map<String, P> {
        val old = pictures.keys.take(maxOf(0, pictures.size - MOST)).toSet()
        asked.removeIf { it.first in old }
        return pictures - old
    }

    private companion object {
        const val EDGE = 512u
        const val LARGE = 1024u
        const val MOST = 60
    }
}
