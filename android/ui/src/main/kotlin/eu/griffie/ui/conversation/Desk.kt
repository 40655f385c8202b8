package eu.griffie.ui.conversation

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.ImageBitmap
import eu.griffie.core.Griffie
import eu.griffie.core.GriffieException
import eu.griffie.core.MemberRow
import eu.griffie.core.Room
import eu.griffie.core.RoomId
import eu.griffie.core.RoomRow
import eu.griffie.core.Timeline
import eu.griffie.core.TimelineRow
import eu.griffie.core.UserId
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import eu.griffie.ui.labels.Labelling
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.Phrase
import eu.griffie.ui.texts.say
import kotlinx.coroutines.flow.MutableStateFlow
import java.time.Instant
import java.time.ZoneId

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
    val self: UserId? = null,
    val house: House = House(),
    /** The moment that time left is counted from. */
    val at: Instant = Instant.now(),
    val labelling: Labelling? = null,
    val poll: PollForm? = null,
    val viewing: Viewing? = null,
    /** Key of the line whose sound is playing. */
    val playing: String? = null,
    /** Why the pictures of these lines cannot be shown. */
    val unshown: Map<String, GriffieException> = emptyMap(),
    /** What just came of something, until the person closes it. */
    val said: Sentence? = null,
    /** Key of the line that the list is to show. */
    val goal: String? = null,
    /** The rows as lines, newest first. Made beside the screen: it takes its time when there are many. */
    val lines: List<Line> = lines(rows, unread, earlier, ZoneId.systemDefault()).asReversed(),
) {
    /** With the lines made anew. */
    fun lined() = copy(lines = lines(rows, unread, earlier, ZoneId.systemDefault()).asReversed())
}

/** Searching in this room, by words or by day. */
data class Search(
    val words: String = "",
    val found: List<TimelineRow> = emptyList(),
    val day: String = "",
)

/** A picture that fills the screen. */
data class Viewing(
    val row: TimelineRow,
    val picture: ImageBitmap?,
)

/** A sentence to the person, with what is filled in; a [Phrase] among the parts is said in the same language. */
data class Sentence(
    val phrase: Phrase,
    val parts: List<Any> = emptyList(),
)

/** The sentence in the language of the screen. */
@Composable
fun say(sentence: Sentence): String {
    val parts = sentence.parts.map { if (it is Phrase) say(it) else it }
    return say(sentence.phrase, *parts.toTypedArray())
}

/** What all that is done in one open conversation shares. */
class Desk(
    val griffie: Griffie,
    val host: Host,
    val acts: Acts,
    val id: RoomId,
    self: UserId?,
) : AutoCloseable {
    val room: Room = griffie.room(id)
    val timeline: Timeline = room.timeline()
    val now = MutableStateFlow(ConversationState(self = self))

    override fun close() {
        timeline.close()
        room.close()
    }
}
