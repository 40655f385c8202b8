package eu.griffie.ui.conversation

import eu.griffie.core.GapCause
import eu.griffie.core.Language
import eu.griffie.core.MembershipChange
import eu.griffie.core.RowContent
import eu.griffie.core.TimelineRow
import eu.griffie.ui.texts.Word
import java.time.Duration
import java.time.LocalDate
import java.time.ZoneId

/** What stands below each other in a conversation. */
sealed interface Line {
    /** Names the line in a list, for as long as it is there. */
    val key: String

    /** From here on it is another day. */
    data class Day(
        val day: LocalDate,
    ) : Line {
        override val key get() = "day $day"
    }

    /** From here on nothing was read. */
    data object Unread : Line {
        override val key get() = "unread"
    }

    /** What somebody said; [opens] when it is the first of a group by the same person. */
    data class Said(
        val row: TimelineRow,
        val opens: Boolean,
    ) : Line {
        override val key get() = row.key
    }

    /** What happened to the room. */
    data class Happened(
        val row: TimelineRow,
    ) : Line {
        override val key get() = row.key
    }
}

/** Somebody who is silent for longer begins a new group. */
private val PAUSE = Duration.ofMinutes(5)

/**
 * Rows as lines, oldest first: days between them, what one person said together, and a line before the first of the [unread] newest
 * messages of others, once it is here: [earlier] rows may still have to come.
 */
fun lines(
    rows: List<TimelineRow>,
    unread: Int,
    earlier: Boolean,
    zone: ZoneId,
): List<Line> {
    val firstUnread = firstUnread(rows, unread, earlier)
    return buildList {
        var before: TimelineRow? = null
        var today: LocalDate? = null
        for (row in rows) {
            val day = row.at.atZone(zone).toLocalDate()
            if (day != today) add(Line.Day(day))
            if (row.key == firstUnread) add(Line.Unread)
            add(if (row.isMessage) Line.Said(row, opens(row, before, lastOrNull())) else Line.Happened(row))
            before = row
            today = day
        }
    }.distinctBy { it.key }
}

private fun firstUnread(
    rows: List<TimelineRow>,
    unread: Int,
    earlier: Boolean,
): String? {
    var missing = unread
    var first: String? = null
    for (row in rows.asReversed()) {
        if (missing == 0) break
        if (row.own || !row.isMessage) continue
        first = row.key
        missing -= 1
    }
    return first.takeIf { missing == 0 || !earlier }
}

private fun opens(
    row: TimelineRow,
    before: TimelineRow?,
    above: Line?,
): Boolean =
    above !is Line.Said || before == null || before.sender != row.sender || Duration.between(before.at, row.at) > PAUSE

/** Whether somebody said it, and it did not merely happen. */
val TimelineRow.isMessage: Boolean
    get() =
        when (content) {
            is RowContent.Text, is RowContent.Notice, is RowContent.Emote, is RowContent.File, is RowContent.Location,
            is RowContent.Poll, is RowContent.Undecryptable,
            -> true

            else -> false
        }

/** A line in one sentence: in the list of rooms, in a quote, for things that happened. */
fun summary(
    row: TimelineRow,
    language: Language,
): String {
    val who = row.senderName ?: row.sender?.value.orEmpty()
    return when (val content = row.content) {
        is RowContent.Text, is RowContent.Notice, is RowContent.Poll -> row.body
        is RowContent.Emote -> "$who ${row.body}"
        is RowContent.File -> row.body.ifBlank { content.file.name ?: Word.PICTURE.say(language, "") }
        is RowContent.Location -> row.body.ifBlank { Word.LOCATION.say(language) }
        is RowContent.Undecryptable -> Word.UNREADABLE.say(language)
        is RowContent.Membership -> moved(content, language)
        is RowContent.Created -> Word.MADE.say(language)
        is RowContent.Encryption -> Word.ENCRYPTED.say(language)
        is RowContent.RoomName -> Word.NAMED.say(language, content.name)
        is RowContent.Profile -> Word.NAMED.say(language, content.name ?: content.userId.value)
        is RowContent.Gap -> gap(content.cause, language)
        is RowContent.Change -> if (language == Language.DUTCH) content.nl else content.en
        else -> Word.CHANGED.say(language)
    }
}

private fun moved(
    content: RowContent.Membership,
    language: Language,
): String {
    val whom = content.change.name ?: content.change.nameBefore ?: content.change.userId.value
    return when (content.change.change) {
        MembershipChange.JOINED -> Word.CAME.say(language, whom)
        MembershipChange.INVITED -> Word.ASKED.say(language, whom)
        MembershipChange.LEFT, MembershipChange.REMOVED, MembershipChange.BANNED -> Word.WENT.say(language, whom)
        else -> Word.CHANGED.say(language)
    }
}

private fun gap(
    cause: GapCause,
    language: Language,
): String = if (cause == GapCause.UNDECRYPTABLE) Word.UNREADABLE.say(language) else Word.GAP.say(language)
