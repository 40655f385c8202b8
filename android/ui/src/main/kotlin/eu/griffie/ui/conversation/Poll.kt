package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Checkbox
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eu.griffie.core.PollAnswer
import eu.griffie.core.PollRow
import eu.griffie.core.TimelineRow
import eu.griffie.core.UserId
import eu.griffie.ui.app.Choices
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine

/** A question, how the votes stand, and one's own. */
@Composable
fun PollView(
    row: TimelineRow,
    poll: PollRow,
    self: UserId?,
    does: RowDoes,
) {
    val own = poll.answers.filter { self in it.voters }.mapNotNull { it.id }
    val votes = maxOf(1, poll.answers.sumOf { it.voters.size })
    Column(Modifier.widthIn(min = 220.dp), Arrangement.spacedBy(4.dp)) {
        Text(say(if (poll.ended) Word.POLL_ENDED else Word.POLL), style = MaterialTheme.typography.labelMedium)
        Text(tameLine(row.body.take(LONGEST)), style = MaterialTheme.typography.titleMedium)
        poll.answers.forEach { answer ->
            Answer(answer, poll, answer.id in own, answer.voters.size.toFloat() / votes) { id ->
                does.vote(row, chosen(own, id, poll.maxSelections.toInt()))
            }
        }
    }
}

/** What is chosen when this answer is touched: it comes or goes, and where one may choose only one, it takes the place of the other. */
fun chosen(
    own: List<String>,
    touched: String,
    most: Int,
): List<String> =
    when {
        touched in own -> own - touched
        most == 1 -> listOf(touched)
        else -> (own + touched).takeLast(most)
    }

@Composable
private fun Answer(
    answer: PollAnswer,
    poll: PollRow,
    own: Boolean,
    share: Float,
    vote: (String) -> Unit,
) {
    val text = tameLine(answer.text.orEmpty().take(LONGEST))
    val word = say(MoreWord.VOTE_FOR, text, answer.voters.size)
    val id = answer.id
    Row(
        Modifier
            .heightIn(min = Touch)
            .toggleable(own, !poll.ended && id != null, Role.Checkbox) { id?.let(vote) }
            .semantics { contentDescription = word },
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (!poll.ended) {
            val room = Modifier.padding(end = 8.dp)
            if (poll.maxSelections == 1u) RadioButton(own, null, room) else Checkbox(own, null, room)
        }
        Column(Modifier.weight(1f).clearAndSetSemantics {}) {
            Row {
                Text(text, Modifier.weight(1f))
                Text("${answer.voters.size}")
            }
            LinearProgressIndicator({ share }, Modifier.fillMaxWidth(), drawStopIndicator = {})
        }
    }
}

/** Making a poll, in the place where messages are written. */
@Composable
fun PollComposer(
    form: PollForm,
    change: (PollForm?) -> Unit,
    ask: () -> Unit,
) {
    Surface(color = MaterialTheme.colorScheme.surface) {
        Column(
            Modifier.heightIn(max = 420.dp).verticalScroll(rememberScrollState()).padding(12.dp),
            Arrangement.spacedBy(8.dp),
        ) {
            Text(say(MoreWord.MAKE_POLL), style = MaterialTheme.typography.titleMedium)
            Line(form.question, say(MoreWord.QUESTION), "poll-question") { change(form.copy(question = it)) }
            form.answers.forEachIndexed { at, answer ->
                Line(answer, say(MoreWord.ANSWER, at + 1), "poll-answer-${at + 1}") { text ->
                    change(form.copy(answers = form.answers.mapIndexed { i, old -> if (i == at) text else old }))
                }
            }
            if (form.answers.size < MOST) {
                TextButton({ change(form.copy(answers = form.answers + "")) }, Modifier.heightIn(min = Touch)) {
                    Text(say(MoreWord.MORE_ANSWERS))
                }
            }
            Row(
                Modifier
                    .fillMaxWidth()
                    .heightIn(min = Touch)
                    .toggleable(form.several, role = Role.Checkbox) { change(form.copy(several = it)) },
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Checkbox(form.several, null, Modifier.padding(end = 12.dp))
                Text(say(MoreWord.SEVERAL))
            }
            Choices(say(Word.CANCEL) to { change(null) }, say(MoreWord.ASK) to ask)
        }
    }
}

@Composable
private fun Line(
    value: String,
    label: String,
    tag: String,
    change: (String) -> Unit,
) {
    OutlinedTextField(value, change, Modifier.fillMaxWidth().testTag(tag), label = { Text(label) }, singleLine = true)
}

/** As many answers as others count. */
private const val MOST = 20
private const val LONGEST = 500
