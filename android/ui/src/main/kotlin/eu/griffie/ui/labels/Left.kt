package eu.griffie.ui.labels

import eu.griffie.core.Label
import eu.griffie.core.Language
import eu.griffie.core.TimelineRow
import eu.griffie.ui.texts.LabelWord
import java.time.Duration
import java.time.Instant

/** What the label is called. */
val Label.word: LabelWord
    get() =
        when (this) {
            Label.BUSINESS -> LabelWord.BUSINESS
            Label.PRIVATE -> LabelWord.PRIVATE
            Label.PARTY -> LabelWord.PARTY
        }

/** Whether what has this label stays on the device. */
val Label.stays get() = this != Label.BUSINESS

/** Whether a label can still keep this line on the device. */
fun TimelineRow.isOpen(now: Instant): Boolean = labelUntil?.isAfter(now) == true

/** Whether the line has a label that came when the archive had it already. */
val TimelineRow.isLate get() = label.stays && labelUntil == null && eventId != null

/** How long it is until then, in the largest unit that says it. */
fun left(
    until: Instant,
    now: Instant,
    language: Language,
): String {
    val time = Duration.between(now, until).coerceAtLeast(Duration.ZERO)
    return when {
        time >= Duration.ofDays(2) -> LabelWord.DAYS.say(language, time.toDays())
        time >= Duration.ofHours(2) -> LabelWord.HOURS.say(language, time.toHours())
        else -> LabelWord.MINUTES.say(language, time.toMinutes().coerceAtLeast(1))
    }
}
