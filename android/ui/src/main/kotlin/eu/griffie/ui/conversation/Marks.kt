package eu.griffie.ui.conversation

import eu.griffie.core.Light
import eu.griffie.core.TimelineRow
import eu.griffie.ui.labels.isOpen
import eu.griffie.ui.labels.stays
import java.time.Instant

/** How far a message is on its way to the archive, as the screen may say it. */
enum class Mark {
    /** The archive has it, with a final receipt. */
    KEPT,

    /** It goes by itself. */
    QUEUED,

    /** It waits for the person to say what it is, and then goes by itself. */
    REVIEW,

    /** It stays on this device; the archive knows that it was there. */
    PRIVATE,

    /** Somebody should look. */
    ATTENTION,
}

/**
 * Which messages are in the archive. Nothing can be seen that is not in the journal, so all that was seen *before* the light was asked
 * for, and found green, is there: only then is a mark set, and it is never taken back. A later edit is another fact and waits again.
 * What the organisation lets people call private is set aside: a green light says nothing of it until its row says that it followed.
 */
data class Marks(
    private val kept: Set<String> = emptySet(),
    private val light: Light = Light.QUEUED,
) {
    /** The light as it was found after these rows were seen. */
    fun after(
        seen: List<TimelineRow>,
        found: Light,
    ): Marks =
        if (found == Light.GREEN) {
            Marks(kept + seen.filter { it.labelUntil == null }.map(::fact), found)
        } else {
            copy(light = found)
        }

    /** Whether any of these rows waits for the light. */
    fun waits(rows: List<TimelineRow>): Boolean = rows.any { it.labelUntil == null && fact(it) !in kept }

    /** The mark of a message at this moment. */
    fun of(
        row: TimelineRow,
        now: Instant,
    ): Mark =
        when {
            row.outside || row.labelUntil != null && row.label.stays -> Mark.PRIVATE
            row.isOpen(now) -> Mark.REVIEW
            row.labelUntil == null && fact(row) in kept -> Mark.KEPT
            light == Light.ATTENTION -> Mark.ATTENTION
            else -> Mark.QUEUED
        }

    private fun fact(row: TimelineRow) =
        "${row.key} ${row.eventId} ${row.versions.size} ${row.redacted != null} ${row.reactions} ${row.label}"
}
