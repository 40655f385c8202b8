package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eu.griffie.core.RowContent
import eu.griffie.core.TimelineRow
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.Touch
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.LabelWord
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Phrase
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons

/** The reactions that are one touch away. */
val quickReactions = listOf("👍", "❤️", "😂", "🎉")

/** All that can be done with a message, as far as policy lets. */
@Composable
fun Menu(
    row: TimelineRow,
    open: Boolean,
    set: (Boolean) -> Unit,
    house: House,
    does: RowDoes,
) {
    if (row.eventId == null || row.redacted != null) return
    Box {
        Sign(Icons.More, say(Word.MENU)) { set(true) }
        DropdownMenu(open, { set(false) }) {
            if (!house.forbids("react")) Quick(row, set, does)
            Choice(Word.REPLY) { set(false).also { does.reply(row) } }
            if (row.own && row.content is RowContent.Text && !house.forbids("edit")) {
                Choice(Word.EDIT) { set(false).also { does.edit(row) } }
            }
            if (house.labels != null) Choice(LabelWord.LABEL) { set(false).also { does.label(row) } }
            (row.content as? RowContent.Poll)?.let { content ->
                if (row.own && !content.poll.ended) {
                    Choice(MoreWord.CLOSE_POLL) { set(false).also { does.endPoll(row) } }
                }
            }
            if (row.own && !house.forbids("delete")) {
                Choice(Word.DELETE) { set(false).also { does.takeBack(row) } }
            }
        }
    }
}

@Composable
private fun Quick(
    row: TimelineRow,
    set: (Boolean) -> Unit,
    does: RowDoes,
) {
    Row {
        quickReactions.forEach { key ->
            val word = say(Word.REACT_WITH, key)
            TextButton({
                set(false)
                does.react(row, key)
            }, Modifier.size(Touch).semantics { contentDescription = word }) { Text(key) }
        }
    }
}

@Composable
private fun Choice(
    word: Phrase,
    onClick: () -> Unit,
) {
    DropdownMenuItem({ Text(say(word)) }, onClick, Modifier.heightIn(min = Touch))
}

/** The reactions under a message; touching one gives it too, or takes it back. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun Reactions(
    row: TimelineRow,
    does: RowDoes,
) {
    if (row.reactions.isEmpty()) return
    FlowRow {
        row.reactions.take(MOST).forEach { reaction ->
            val key = tameLine(reaction.key).take(LONGEST)
            val word = say(Word.REACTION, key, reaction.senders.joinToString())
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
                    Text("$key ${reaction.senders.size}", Modifier.padding(horizontal = 8.dp, vertical = 2.dp))
                }
            }
        }
    }
}

/** More different signs than these, or longer ones, only somebody sends who wants to fill the screen. */
private const val MOST = 12
private const val LONGEST = 24
