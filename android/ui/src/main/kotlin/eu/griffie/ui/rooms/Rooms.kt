package eu.griffie.ui.rooms

import eu.griffie.core.Griffie
import eu.griffie.core.Membership
import eu.griffie.core.RoomDraft
import eu.griffie.core.RoomId
import eu.griffie.core.RoomRow
import eu.griffie.core.UserId
import eu.griffie.core.roomsFlow
import eu.griffie.ui.app.Acts
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine

/** What the list shows. */
data class RoomsState(
    val words: String = "",
    val rooms: List<RoomRow> = emptyList(),
)

/** The list of chats, and beginning new ones. */
class Rooms(
    private val griffie: Griffie,
    private val acts: Acts,
    private val open: (RoomId) -> Unit,
) {
    private val words = MutableStateFlow("")

    /** The rooms whose name or last line has the words that are searched for. */
    val state: Flow<RoomsState> =
        combine(words, griffie.roomsFlow()) { words, rooms -> RoomsState(words, matching(rooms, words)) }

    /** What is searched for: shown at once, also while the list is not there yet. */
    val searched: StateFlow<String> = words

    fun search(text: String) {
        words.value = text
    }

    /** A chat with one other person. */
    fun chatWith(user: String) = begin(RoomDraft(invite = listOf(UserId(user.trim())), direct = true))

    /** A group with people, whose ids have spaces between them. */
    fun group(
        name: String,
        users: String,
    ) = begin(RoomDraft(name = name.trim(), invite = ids(users)))

    fun accept(room: RoomId) = acts.act { open(griffie.join(room.value)) }

    fun decline(room: RoomId) = acts.act { griffie.room(room).use { it.leave() } }

    private fun begin(draft: RoomDraft) = acts.act { open(griffie.createRoom(draft)) }
}

/** Rooms that have these words in their name or last line; all of them without words. */
fun matching(
    rooms: List<RoomRow>,
    words: String,
): List<RoomRow> {
    val wanted = words.trim()
    return rooms.filter { room ->
        wanted.isEmpty() || listOfNotNull(room.name, room.last?.body).any { it.contains(wanted, ignoreCase = true) }
    }
}

/** User ids out of what somebody typed. */
fun ids(text: String): List<UserId> = text.split(' ', ',', '\n').filter(String::isNotBlank).map(::UserId)

/** Whether the person still has to answer. */
val RoomRow.isInvitation get() = membership == Membership.INVITE
