package eu.griffie.ui.conversation

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.background
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.RowContent
import eu.griffie.core.TimelineRow
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.day
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tame
import eu.griffie.ui.texts.tameLine
import java.time.LocalDate

/** What the person does with one message. */
class RowDoes(
    val reply: (TimelineRow) -> Unit = {},
    val edit: (TimelineRow) -> Unit = {},
    val takeBack: (TimelineRow) -> Unit = {},
    val react: (TimelineRow, String) -> Unit = { _, _ -> },
    val save: (TimelineRow, String) -> Unit = { _, _ -> },
    val label: (TimelineRow) -> Unit = {},
    val show: (TimelineRow) -> Unit = {},
    val open: (TimelineRow) -> Unit = {},
    val play: (TimelineRow) -> Unit = {},
    val vote: (TimelineRow, List<String>) -> Unit = { _, _ -> },
    val endPoll: (TimelineRow) -> Unit = {},
)

/** One line of a conversation. */
@Composable
fun LineView(
    line: Line,
    state: ConversationState,
    does: RowDoes,
) = when (line) {
    is Line.Day -> Between(day(line.day, LocalDate.now(), LocalLanguage.current))
    is Line.Unread -> Between(say(Word.UNREAD_LINE))
    is Line.Happened -> Between(tame(summary(line.row, LocalLanguage.current)))
    is Line.Said -> Bubble(line.row, line.opens, state, does)
}

@Composable
private fun Between(text: String) {
    Text(
        text,
        Modifier.fillMaxWidth().padding(vertical = 4.dp, horizontal = 24.dp),
        MaterialTheme.colorScheme.onSurfaceVariant,
        style = MaterialTheme.typography.labelMedium,
        textAlign = TextAlign.Center,
        maxLines = 3,
        overflow = TextOverflow.Ellipsis,
    )
}

@OptIn(ExperimentalFoundationApi::class)
@Composable
private fun Bubble(
    row: TimelineRow,
    opens: Boolean,
    state: ConversationState,
    does: RowDoes,
) {
    var menu by remember { mutableStateOf(false) }
    val colours = MaterialTheme.colorScheme
    LaunchedEffect(row.key, row.eventId) { does.show(row) }
    Column(
        Modifier.fillMaxWidth().testTag("row").padding(start = 8.dp, end = 8.dp, top = if (opens) 8.dp else 2.dp),
        horizontalAlignment = if (row.own) Alignment.End else Alignment.Start,
    ) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            if (row.own) Menu(row, menu, { menu = it }, state.house, does)
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
                    Said(row, state, does)
                    Foot(row, state)
                }
            }
            if (!row.own) Menu(row, menu, { menu = it }, state.house, does)
        }
        Reactions(row, does)
    }
}

@Composable
private fun Sender(row: TimelineRow) {
    Text(
        tameLine(row.senderName ?: row.sender?.value.orEmpty()),
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
            if (sender != null) {
                Text(
                    tameLine(sender),
                    style = MaterialTheme.typography.labelMedium,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
            }
            Text(
                tame(body.take(SHORT)),
                style = MaterialTheme.typography.bodyMedium,
                maxLines = 2,
                overflow = TextOverflow.Ellipsis,
            )
        }
    }
}

@Composable
private fun Said(
    row: TimelineRow,
    state: ConversationState,
    does: RowDoes,
) {
    if (row.redacted != null) {
        if (row.body.isNotBlank()) Text(tame(row.body.take(SHORT)), textDecoration = TextDecoration.LineThrough)
        Text(say(Word.TAKEN_BACK), style = MaterialTheme.typography.bodyMedium)
        return
    }
    when (val content = row.content) {
        is RowContent.File -> FileView(row, content.file, state, does)
        is RowContent.Location -> LocationView(row, content.geoUri)
        is RowContent.Poll -> PollView(row, content.poll, state.self, does)
        else -> Body(summary(row, LocalLanguage.current))
    }
}

/** A text; of a very long one the beginning, and the rest when the person wants it: letters take time to draw. */
@Composable
fun Body(text: String) {
    var whole by remember { mutableStateOf(false) }
    if (whole || text.length <= SHORT) {
        Text(tame(text))
        return
    }
    // Not in the middle of a sign that takes two.
    val end = if (text[SHORT - 1].isHighSurrogate()) SHORT - 1 else SHORT
    Text(tame(text.take(end)) + "…")
    TextButton({ whole = true }, Modifier.heightIn(min = Touch)) { Text(say(MoreWord.SHORTENED)) }
}

private const val SHORT = 1500
