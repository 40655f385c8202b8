package eu.griffie.ui.labels

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
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
import androidx.compose.ui.unit.dp
import eu.griffie.core.Label
import eu.griffie.core.LabelChoice
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LabelWord
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import java.time.Instant

/** What the person does here. */
class LabelDoes(
    val pick: (Label) -> Unit = {},
    val because: (String) -> Unit = {},
    val set: () -> Unit = {},
    val drop: () -> Unit = {},
)

/** Saying what a message or a room is: the labels with what each means now, and how long there is a choice. */
@Composable
fun LabelPanel(
    chosen: Labelling,
    choice: LabelChoice,
    now: Instant,
    busy: Boolean,
    does: LabelDoes,
) {
    Surface(color = MaterialTheme.colorScheme.surface, shadowElevation = 2.dp) {
        Column(
            Modifier
                .fillMaxWidth()
                .heightIn(max = 520.dp)
                .verticalScroll(rememberScrollState())
                .padding(16.dp)
                .testTag("label-panel"),
            Arrangement.spacedBy(8.dp),
        ) {
            val title = if (chosen.row == null) LabelWord.LABEL_ROOM else LabelWord.LABEL
            Text(say(title), style = MaterialTheme.typography.titleMedium)
            Text(time(chosen, now), color = MaterialTheme.colorScheme.onSurfaceVariant)
            (listOf(Label.BUSINESS) + choice.labels).distinct().forEach { label ->
                One(label, label == chosen.label, chosen.row == null) { does.pick(label) }
            }
            val wanted = choice.needsReason && chosen.label.stays
            OutlinedTextField(
                chosen.reason,
                does.because,
                Modifier.fillMaxWidth().testTag("label-reason"),
                label = { Text(say(if (wanted) LabelWord.REASON_WANTED else LabelWord.REASON)) },
                maxLines = 3,
            )
            Row(Modifier.fillMaxWidth(), Arrangement.End) {
                TextButton(does.drop, Modifier.heightIn(min = Touch)) { Text(say(Word.CANCEL)) }
                val ready = !busy && (!wanted || chosen.reason.isNotBlank())
                Button(does.set, Modifier.heightIn(min = Touch), ready) { Text(say(LabelWord.SAVE_LABEL)) }
            }
        }
    }
}

@Composable
private fun time(
    chosen: Labelling,
    now: Instant,
): String {
    val row = chosen.row ?: return say(LabelWord.ROOM_STAYS_MEANS)
    val until = row.labelUntil
    return when {
        until == null -> say(LabelWord.WINDOW_OVER)
        row.isOpen(now) -> say(LabelWord.WINDOW_OPEN, left(until, now, LocalLanguage.current))
        else -> say(LabelWord.FOLLOWS)
    }
}

@Composable
private fun One(
    label: Label,
    chosen: Boolean,
    room: Boolean,
    pick: () -> Unit,
) {
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Touch)
            .selectable(chosen, role = Role.RadioButton, onClick = pick)
            .testTag("label-${label.name.lowercase()}"),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        RadioButton(chosen, null, Modifier.padding(end = 12.dp))
        Column {
            Text(say(label.word))
            Text(
                say(if (label.stays) LabelWord.STAYS_MEANS else LabelWord.BUSINESS_MEANS),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}
