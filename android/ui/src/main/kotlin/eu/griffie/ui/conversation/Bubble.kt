package eu.griffie.ui.conversation

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.background
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.RowContent
import eu.griffie.core.SendState
import eu.griffie.core.TimelineRow
import eu.griffie.core.describeReason
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.clock
import eu.griffie.ui.texts.day
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons
import eu.griffie.ui.theme.LocalSignals
import java.time.LocalDate

/** What the person does with one message. */
class RowDoes(
    val reply: (TimelineRow) -> Unit = {},
    val edit: (TimelineRow) -> Unit = {},
    val takeBack: (TimelineRow) -> Unit = {},
    val react: (TimelineRow, String) -> Unit = { _, _ -> },
    val save: (TimelineRow, String) -> Unit = { _, _ -> },
)

/** The reactions that are one touch away. */
val quickReactions = listOf("👍", "❤️", "😂", "🎉")

/** One line of a conversation. */
@Composable
fun LineView(
    line: Line,
    state: ConversationState,
    does: RowDoes,
) = when (line) {
    is Line.Day -> Between(day(line.day, LocalDate.now(), LocalLanguage.current))
    is Line.Unread -> Between(say(Word.UNREAD_LINE))
    is Line.Happened -> Between(summary(line.row, LocalLanguage.current))
    is Line.Said -> Bubble(line.row, line.opens, state.marks.of(line.row), state.pictures[line.row.key], does)
}

@Composable
private fun Between(text: String) {
    Text(
        text,
        Modifier.fillMaxWidth().padding(vertical = 4.dp, horizontal = 24.dp),
        MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.labelMedium,
        textAlign = TextAlign.Center,
    )
}

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun Bubble(
    row: TimelineRow,
    opens: Boolean,
    mark: Mark,
    picture: ImageBitmap?,
    does: RowDoes,
) {
    var menu by remember { mutableStateOf(false) }
    val colours = MaterialTheme.colorScheme
    Column(
        Modifier.fillMaxWidth().padding(start = 8.dp, end = 8.dp, top = if (opens) 8.dp else 2.dp),
        horizontalAlignment = if (row.own) Alignment.End else Alignment.Start,
    ) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            if (row.own) Menu(row, menu, { menu = it }, does)
            Surface(
                Modifier
                    .widthIn(max = 420.dp)
                    .weight(1f, fill = false)
                    .combinedClickable(onLongClickLabel = say(Word.MENU), onLongClick = { menu = true }) {},
                RoundedCornerShape(14.dp),
                if (row.own) colours.primaryContainer else colours.surfaceVariant,
                if (row.own) colours.onPrimaryContainer else colours.onSurface,
            ) {
                Column(Modifier.padding(horizontal = 12.dp, vertical = 8.dp).heightIn(min = 32.dp)) {
                    if (opens && !row.own) Sender(row)
                    row.reply?.let { Quoted(it.senderName, it.body.orEmpty()) }
                    Said(row, picture, does)
                    Foot(row, mark)
                }
            }
            if (!row.own) Menu(row, menu, { menu = it }, does)
        }
        Reactions(row, does)
    }
}

@Composable
private fun Sender(row: TimelineRow) {
    Text(
        row.senderName ?: row.sender?.value.orEmpty(),
        style = MaterialTheme.typography.labelLarge,
        color = MaterialTheme.colorScheme.primary,
        maxLines = 1,
        overflow = TextOverflow.Ellipsis,
    )
}

@Composable
private fun Quoted(
    sender: String?,
    body: String,
) {
    Row(Modifier.padding(bottom = 4.dp)) {
        Box(Modifier.size(3.dp, 36.dp).background(MaterialTheme.colorScheme.primary))
        Column(Modifier.padding(start = 8.dp)) {
            if (sender != null) Text(sender, style = MaterialTheme.typography.labelMedium, maxLines = 1)
            Text(body, style = MaterialTheme.typography.bodyMedium, maxLines = 2, overflow = TextOverflow.Ellipsis)
        }
    }
}

@Composable
private fun Said(
    row: TimelineRow,
    picture: ImageBitmap?,
    does: RowDoes,
) {
    if (row.redacted != null) {
        if (row.body.isNotBlank()) Text(row.body, textDecoration = TextDecoration.LineThrough)
        Text(say(Word.TAKEN_BACK), style = MaterialTheme.typography.bodyMedium)
        return
    }
    when (val content = row.content) {
        is RowContent.File -> FileView(row, content.file, picture, does.save)
        is RowContent.Location -> LocationView(row, content.geoUri)
        is RowContent.Poll -> PollView(row, content.poll)
        else -> Text(summary(row, LocalLanguage.current))
    }
}

/** When it was said, whether it was changed, how far it is to the others, and to the archive. */
@Composable
private fun Foot(
    row: TimelineRow,
    mark: Mark,
) {
    Row(
        Modifier.padding(top = 2.dp),
        Arrangement.spacedBy(6.dp),
        Alignment.CenterVertically,
    ) {
        val edited = if (row.versions.isEmpty()) "" else say(Word.EDITED) + " · "
        Text(edited + clock(row.at, LocalLanguage.current), style = MaterialTheme.typography.labelMedium)
        if (row.own) Tick(row.sendState)
        MarkSign(mark)
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
private fun MarkSign(mark: Mark) {
    val signals = LocalSignals.current
    val (word, colour) =
        when (mark) {
            Mark.KEPT -> Word.MARK_KEPT to signals.kept
            Mark.QUEUED -> Word.MARK_QUEUED to signals.queued
            Mark.ATTENTION -> Word.MARK_ATTENTION to signals.attention
        }
    Icon(if (mark == Mark.KEPT) Icons.Archive else Icons.Clock, say(word), Modifier.size(14.dp), colour)
}

@Composable
private fun Menu(
    row: TimelineRow,
    open: Boolean,
    set: (Boolean) -> Unit,
    does: RowDoes,
) {
    if (row.eventId == null || row.redacted != null) return
    Box {
        Sign(Icons.More, say(Word.MENU)) { set(true) }
        DropdownMenu(open, { set(false) }) {
            Row {
                quickReactions.forEach { key ->
                    val word = say(Word.REACT_WITH, key)
                    TextButton({
                        set(false)
                        does.react(row, key)
                    }, Modifier.size(Touch).semantics { contentDescription = word }) { Text(key) }
                }
            }
            Choice(Word.REPLY) { set(false).also { does.reply(row) } }
            if (row.own && row.content is RowContent.Text) Choice(Word.EDIT) { set(false).also { does.edit(row) } }
            if (row.own) Choice(Word.DELETE) { set(false).also { does.takeBack(row) } }
        }
    }
}

@Composable
private fun Choice(
    word: Word,
    onClick: () -> Unit,
) {
    DropdownMenuItem({ Text(say(word)) }, onClick, Modifier.heightIn(min = Touch))
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Reactions(
    row: TimelineRow,
    does: RowDoes,
) {
    FlowRow {
        row.reactions.forEach { reaction ->
            val word = say(Word.REACTION, reaction.key, reaction.senders.joinToString())
            TextButton(
                { does.react(row, reaction.key) },
                Modifier
                    .heightIn(min = Touch)
                    .testTag("reaction")
                    .semantics { contentDescription = word },
            ) {
                Surface(
                    shape = RoundedCornerShape(12.dp),
                    color = if (reaction.own != null) MaterialTheme.colorScheme.primaryContainer else Color.Transparent,
                ) {
                    Text(
                        "${reaction.key} ${reaction.senders.size}",
                        Modifier.padding(horizontal = 8.dp, vertical = 2.dp),
                    )
                }
            }
        }
    }
}
