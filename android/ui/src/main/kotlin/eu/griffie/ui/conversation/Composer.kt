package eu.griffie.ui.conversation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.FilledIconButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.MemberRow
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.Touch
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons

/** Where a message is written. */
@Composable
fun Composer(
    draft: Draft,
    members: List<MemberRow>,
    house: House,
    does: ConversationDoes,
) {
    Surface(color = MaterialTheme.colorScheme.surface) {
        Column(Modifier.fillMaxWidth().padding(4.dp)) {
            Purpose(draft, does.dropDraft)
            draft.suggestions(members).forEach { member ->
                TextButton({ does.write(draft.naming(member)) }, Modifier.heightIn(min = Touch)) {
                    Text("@${tameLine(member.displayName.orEmpty())}")
                }
            }
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(4.dp)) {
                if (!house.forbids("files")) Sign(Icons.Attach, say(Word.ATTACH), onClick = does.attach)
                Sign(Icons.Poll, say(MoreWord.MAKE_POLL)) { does.poll(PollForm()) }
                OutlinedTextField(
                    draft.text,
                    does.write,
                    Modifier.weight(1f).testTag("draft"),
                    placeholder = { Text(say(Word.MESSAGE)) },
                    maxLines = 6,
                )
                FilledIconButton(does.send, Modifier.size(Touch), draft.text.isNotBlank()) {
                    Icon(Icons.Send, say(Word.SEND))
                }
            }
        }
    }
}

@Composable
private fun Purpose(
    draft: Draft,
    drop: () -> Unit,
) {
    val row = draft.editing ?: draft.replyTo ?: return
    val word = if (draft.editing != null) say(Word.EDITING) else say(Word.REPLYING, row.senderName.orEmpty())
    Row(Modifier.padding(start = 12.dp), verticalAlignment = Alignment.CenterVertically) {
        Column(Modifier.weight(1f)) {
            Text(word, style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
            Text(
                tameLine(summary(row, LocalLanguage.current).take(MOST)),
                style = MaterialTheme.typography.bodyMedium,
                maxLines = 1,
                overflow = TextOverflow.Ellipsis,
            )
        }
        Sign(Icons.Close, say(Word.CANCEL), onClick = drop)
    }
}

private const val MOST = 300
