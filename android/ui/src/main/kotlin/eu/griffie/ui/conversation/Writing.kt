package eu.griffie.ui.conversation

import eu.griffie.core.EventId
import eu.griffie.core.FileDraft
import eu.griffie.core.PollDraft
import eu.griffie.core.TimelineRow
import kotlinx.coroutines.flow.update

/** A question that is being composed. */
data class PollForm(
    val question: String = "",
    val answers: List<String> = listOf("", ""),
    val several: Boolean = false,
) {
    private val filled get() = answers.map(String::trim).filter(String::isNotEmpty)

    /** Whether it can be asked. */
    val ready get() = question.isNotBlank() && filled.size >= 2

    fun draft() = PollDraft(question.trim(), filled, if (several) filled.size.toUInt() else 1u)
}

/** What the person says, and what they do with what was said. */
class Writing(
    private val desk: Desk,
) {
    private val now = desk.now
    private val room = desk.room

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
        desk.acts.act {
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
        desk.acts.act {
            val file = desk.host.chooseFile() ?: return@act
            val draft = FileDraft("$file")
            if (isPicture("$file")) room.sendPicture(draft) else room.sendFile(draft)
        }

    fun save(
        row: TimelineRow,
        name: String,
    ) = withEvent(row) { event -> desk.host.placeFor(name)?.let { room.saveFile(event, "$it") } }

    /** What is asked changes; null drops the question. */
    fun composePoll(form: PollForm?) = now.update { it.copy(poll = form) }

    fun ask() {
        val form = now.value.poll?.takeIf { it.ready } ?: return
        desk.acts.act {
            room.sendPoll(form.draft())
            composePoll(null)
        }
    }

    fun vote(
        row: TimelineRow,
        answers: List<String>,
    ) = withEvent(row) { room.vote(it, answers) }

    fun endPoll(row: TimelineRow) = withEvent(row) { room.endPoll(it) }

    private fun withEvent(
        row: TimelineRow,
        action: suspend (EventId) -> Unit,
    ) {
        row.eventId?.let { event -> desk.acts.act { action(event) } }
    }
}
