package eu.griffie.ui.labels

import eu.griffie.core.Label
import eu.griffie.core.TimelineRow
import eu.griffie.ui.conversation.Desk
import eu.griffie.ui.conversation.Sentence
import eu.griffie.ui.texts.LabelWord
import kotlinx.coroutines.flow.update

/** A label that is being chosen: of a message, or of the room when [row] is null. */
data class Labelling(
    val row: TimelineRow?,
    val label: Label,
    val reason: String = "",
)

/** Saying what a message is, or a room. */
class Labels(
    private val desk: Desk,
) {
    fun begin(row: TimelineRow?) =
        desk.now.update {
            it.copy(labelling = Labelling(row, row?.label ?: it.room?.label ?: Label.BUSINESS))
        }

    fun pick(label: Label) = desk.now.update { it.copy(labelling = it.labelling?.copy(label = label)) }

    fun because(reason: String) = desk.now.update { it.copy(labelling = it.labelling?.copy(reason = reason)) }

    fun drop() = desk.now.update { it.copy(labelling = null) }

    /** Sets it, and says when it came too late to keep anything here. */
    fun set() {
        val chosen = desk.now.value.labelling ?: return
        val reason = chosen.reason.trim().ifEmpty { null }
        desk.acts.act {
            val event = chosen.row?.eventId
            if (chosen.row == null) desk.room.setLabel(chosen.label, reason)
            val told = event?.let { desk.griffie.labelEvent(it, chosen.label, reason) }
            val late = told != null && !told.inside && chosen.label.stays
            val said =
                if (late) Sentence(LabelWord.CAME_LATE) else Sentence(LabelWord.TAKEN, listOf(chosen.label.word))
            desk.now.update { it.copy(labelling = null, said = said) }
        }
    }
}
