package eu.griffie.ui.conversation

import androidx.compose.ui.graphics.ImageBitmap
import eu.griffie.core.EventId
import eu.griffie.core.FileDraft
import eu.griffie.core.Griffie
import eu.griffie.core.MemberRow
import eu.griffie.core.RoomId
import eu.griffie.core.RoomRow
import eu.griffie.core.TimelineRow
import eu.griffie.core.UserId
import eu.griffie.core.archiveFlow
import eu.griffie.core.membersFlow
import eu.griffie.core.roomsFlow
import eu.griffie.core.rowsFlow
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.distinctUntilChangedBy
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import java.util.concurrent.ConcurrentHashMap

/** What stands on the screen. */
data class ConversationState(
    val room: RoomRow? = null,
    val rows: List<TimelineRow> = emptyList(),
    val members: List<MemberRow> = emptyList(),
    val marks: Marks = Marks(),
    val unread: Int = 0,
    val earlier: Boolean = true,
    val draft: Draft = Draft(),
    val pictures: Map<String, ImageBitmap> = emptyMap(),
    val search: Search? = null,
)

/** Searching in this room: the words and what has them. */
data class Search(
    val words: String = "",
    val found: List<TimelineRow> = emptyList(),
)

/** One conversation on the screen: what is said, and what the person does with it. [close] it when it leaves the screen. */
class Conversation(
    private val griffie: Griffie,
    private val host: Host,
    private val acts: Acts,
    private val scope: CoroutineScope,
    private val id: RoomId,
) : AutoCloseable {
    private val room = griffie.room(id)
    private val timeline = room.timeline()
    private val now = MutableStateFlow(ConversationState())
    val state: StateFlow<ConversationState> = now
    private val asked = ConcurrentHashMap.newKeySet<Pair<String, EventId?>>()
    private val work =
        listOf(
            scope.launch { griffie.roomsFlow().collect(::roomIs) },
            scope.launch { room.membersFlow().collect { members -> now.update { it.copy(members = members) } } },
            scope.launch { timeline.rowsFlow().collect(::rowsAre) },
            scope.launch { markAsTheyCome() },
        )

    override fun close() {
        work.forEach { it.cancel() }
        timeline.close()
        room.close()
    }

    fun write(text: String) = now.update { it.copy(draft = it.draft.copy(text = text)) }

    fun answer(row: TimelineRow) = now.update { it.copy(draft = Draft(it.draft.text, replyTo = row)) }

    fun change(row: TimelineRow) = now.update { it.copy(draft = Draft(row.body, editing = row)) }

    fun dropDraft() = now.update { it.copy(draft = Draft()) }

    /** Sends what was written, as what it was written for; it is gone from the field at once, and comes back when it was refused. */
    fun send() {
        val draft = now.value.draft
        if (draft.text.isBlank()) return
        val composed = draft.composed(now.value.members)
        dropDraft()
        acts.act {
            var sent = false
            try {
                when (val event = draft.editing?.eventId ?: draft.replyTo?.eventId) {
                    null -> room.sendText(composed)
                    else -> if (draft.editing != null) room.edit(event, composed) else room.reply(event, composed)
                }
                sent = true
            } finally {
                if (!sent) now.update { if (it.draft.text.isEmpty()) it.copy(draft = draft) else it }
            }
        }
    }

    fun react(
        row: TimelineRow,
        key: String,
    ) = withEvent(row) { event ->
        val own = row.reactions.find { it.key == key }?.own
        if (own == null) room.react(event, key) else room.redact(own)
    }

    fun takeBack(row: TimelineRow) = withEvent(row) { room.redact(it) }

    /** Lets the person choose a file, and sends it: as a picture when the name says so. */
    fun attach() =
        acts.act {
            val file = host.chooseFile() ?: return@act
            val draft = FileDraft("$file")
            if (isPicture("$file")) room.sendPicture(draft) else room.sendFile(draft)
        }

    fun save(
        row: TimelineRow,
        name: String,
    ) = withEvent(row) { event -> host.placeFor(name)?.let { room.saveFile(event, "$it") } }

    /** Takes in what is before the first line. */
    fun earlier() =
        acts.act {
            val more = timeline.loadEarlier(PAGE)
            now.update { it.copy(earlier = more) }
        }

    fun search(words: String?) {
        now.update { state -> state.copy(search = words?.let { Search(it, state.search?.found.orEmpty()) }) }
        if (words.isNullOrBlank()) return
        acts.act {
            val found = griffie.search(words).filter { it.roomId == id }
            now.update { if (it.search?.words == words) it.copy(search = Search(words, found)) else it }
        }
    }

    /** Takes in as many pages as it needs to have this line; then [then]. */
    fun reach(
        key: String,
        then: () -> Unit,
    ) = acts.act {
        while (timeline.rows().none { it.key == key }) {
            if (!timeline.loadEarlier(PAGE)) break
        }
        search(null)
        then()
    }

    private fun withEvent(
        row: TimelineRow,
        action: suspend (EventId) -> Unit,
    ) {
        row.eventId?.let { event -> acts.act { action(event) } }
    }

    private fun roomIs(rooms: List<RoomRow>) {
        val row = rooms.find { it.roomId == id }
        now.update { it.copy(room = row, unread = if (it.room == null) row?.unread?.toInt() ?: 0 else it.unread) }
    }

    private fun rowsAre(rows: List<TimelineRow>) {
        val newest = rows.lastOrNull { it.eventId != null }?.eventId
        val before =
            now.value.rows
                .lastOrNull { it.eventId != null }
                ?.eventId
        now.update { it.copy(rows = rows) }
        if (newest != null && newest != before) acts.act { room.markRead(newest) }
        rows.filter { it.hasPicture && asked.add(it.key to it.eventId) }.forEach(::show)
    }

    private fun show(row: TimelineRow) =
        withEvent(row) { event ->
            room.thumbnail(event, EDGE)?.let(host::picture)?.let { picture ->
                now.update { it.copy(pictures = it.pictures + (row.key to picture)) }
            }
        }

    /** Asks for the light anew whenever there is something to mark: a light from before the rows proves nothing about them. */
    private suspend fun markAsTheyCome() {
        val rows = now.distinctUntilChangedBy { it.rows }
        combine(rows, griffie.archiveFlow()) { state, _ -> state.rows }.collect { seen ->
            if (!now.value.marks.waits(seen)) return@collect
            val found = griffie.archiveState().light
            now.update { it.copy(marks = it.marks.after(seen, found)) }
        }
    }

    private companion object {
        const val PAGE = 100u
        const val EDGE = 512u
    }
}
