package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import eu.griffie.core.SendState
import eu.griffie.core.TimelineRow
import eu.griffie.core.describeReason
import eu.griffie.ui.labels.isLate
import eu.griffie.ui.labels.left
import eu.griffie.ui.labels.stays
import eu.griffie.ui.labels.word
import eu.griffie.ui.texts.LabelWord
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.clock
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals
import java.time.Instant

/** When it was said, whether it was changed, how far it is to the others and to the archive, and what the person says it is. */
@Composable
fun Foot(
    row: TimelineRow,
    state: ConversationState,
) {
    Row(
        Modifier.padding(top = 2.dp),
        Arrangement.spacedBy(6.dp),
        Alignment.CenterVertically,
    ) {
        val edited = if (row.versions.isEmpty()) "" else say(Word.EDITED) + " · "
        Text(edited + clock(row.at, LocalLanguage.current), style = MaterialTheme.typography.labelMedium)
        if (row.own) Tick(row.sendState)
        MarkSign(row, state.marks.of(row, state.at), state.at)
    }
    if (row.label.stays) {
        val word = say(row.label.word)
        val text = if (row.isLate) say(LabelWord.LATE, word) else say(LabelWord.MARK_PRIVATE, word)
        Text(text, style = MaterialTheme.typography.labelMedium)
    }
    (row.sendState as? SendState.Failed)?.let {
        Text(describeReason(it.reason, LocalLanguage.current), color = MaterialTheme.colorScheme.error)
    }
}

@Composable
private fun Tick(state: SendState?) {
    val (icon, word) =
        when (state) {
            is SendState.Failed -> Icons.Alert to Word.FAILED
            is SendState.Queued, is SendState.Sending -> Icons.Clock to Word.WAITING
            else -> Icons.Check to Word.SENT
        }
    Icon(icon, say(word), Modifier.size(14.dp))
}

@Composable
private fun MarkSign(
    row: TimelineRow,
    mark: Mark,
    now: Instant,
) {
    val (icon, word, colour) = look(row, mark, now)
    if (mark == Mark.REVIEW) {
        row.labelUntil?.let {
            Text(left(it, now, LocalLanguage.current), style = MaterialTheme.typography.labelMedium, color = colour)
        }
    }
    Icon(icon, word, Modifier.size(14.dp), colour)
}

@Composable
private fun look(
    row: TimelineRow,
    mark: Mark,
    now: Instant,
): Triple<ImageVector, String, Color> {
    val signals = LocalSignals.current
    return when (mark) {
        Mark.KEPT -> {
            Triple(Icons.Archive, say(Word.MARK_KEPT), signals.kept)
        }

        Mark.QUEUED -> {
            Triple(Icons.Clock, say(Word.MARK_QUEUED), signals.queued)
        }

        Mark.ATTENTION -> {
            Triple(Icons.Alert, say(Word.MARK_ATTENTION), signals.attention)
        }

        Mark.PRIVATE -> {
            Triple(Icons.Lock, say(LabelWord.MARK_PRIVATE, say(row.label.word)), signals.queued)
        }

        Mark.REVIEW -> {
            val time = row.labelUntil?.let { left(it, now, LocalLanguage.current) }.orEmpty()
            Triple(Icons.Hourglass, say(LabelWord.MARK_REVIEW, time), signals.queued)
        }
    }
}
