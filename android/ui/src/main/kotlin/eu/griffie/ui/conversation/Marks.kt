package eu.griffie.ui.conversation

import eu.griffie.core.Light
import eu.griffie.core.TimelineRow

/** How far a message is on its way to the archive, as the screen may say it. */
enum class Mark {
    /** The archive has it, with a final receipt. */
    KEPT,

    /** It goes by itself. */
    QUEUED,

    /** Somebody should look. */
    ATTENTION,
}

/**
 * Which messages are in the archive. Nothing can be seen that is not in the journal, so all that was seen *before* the light was asked
 * for, and found green, is there: only then is a mark set, and it is never taken back. A later edit is another fact and waits again.
 */
data class Marks(
    private val kept: Set<String> = emptySet(),
    private val light: Light = Light.QUEUED,
) {
    /** The light as it was found after these rows were seen. */
    fun after(
        seen: List<TimelineRow>,
        found: Light,
    ): Marks = if (found == Light.GREEN) Marks(kept + seen.map(::fact), found) else copy(light = found)

    /** Whether any of these rows waits for the light. */
    fun waits(rows: List<TimelineRow>): Boolean = rows.any { fact(it) !in kept }

    /** The mark of a message. */
    fun of(row: TimelineRow): Mark =
        when {
            fact(row) in kept -> Mark.KEPT
            light == Light.ATTENTION -> Mark.ATTENTION
            else -> Mark.QUEUED
        }

    private fun fact(row: TimelineRow) =
        "${row.key} ${row.eventId} ${row.versions.size} ${row.redacted != null} ${row.reactions}"
}
