package eu.griffie.ui.members

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.RoomKind
import eu.griffie.ui.app.Touch
import eu.griffie.ui.rooms.ids
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say

/** What is done with the room as a whole: asking people in, its name, its sound, its key, leaving it. */
@Composable
internal fun Room(
    state: MembersState,
    busy: Boolean,
    does: MembersDoes,
) {
    Column(Modifier.padding(16.dp), Arrangement.spacedBy(8.dp)) {
        HorizontalDivider()
        Invite(does)
        val group = state.room?.kind == RoomKind.GROUP
        if (group && state.own >= MODERATOR) Rename(state.room?.name.orEmpty(), busy, does.rename)
        OutlinedButton(does.mute, Modifier.heightIn(min = Touch)) {
            Text(say(if (state.muted) MoreWord.UNMUTE else MoreWord.MUTE))
        }
        if (state.muted) Text(say(MoreWord.MUTED), style = MaterialTheme.typography.bodyMedium)
        if (state.room?.encrypted == true) {
            OutlinedButton(does.renew, Modifier.heightIn(min = Touch), !busy) { Text(say(SafetyWord.RENEW)) }
            val word = if (state.renewed) SafetyWord.RENEWED else SafetyWord.RENEW_WHY
            Text(say(word), style = MaterialTheme.typography.bodyMedium)
        }
        TextButton(does.leave, Modifier.heightIn(min = Touch)) {
            Text(say(Word.LEAVE), color = MaterialTheme.colorScheme.error)
        }
    }
}

@Composable
private fun Invite(does: MembersDoes) {
    var user by rememberSaveable { mutableStateOf("") }
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        OutlinedTextField(
            user,
            { user = it },
            Modifier.weight(1f).testTag("invite"),
            label = { Text(say(Word.USER_ID)) },
            singleLine = true,
        )
        TextButton({
            ids(user).forEach(does.invite)
            user = ""
        }, Modifier.heightIn(min = Touch), enabled = user.isNotBlank()) { Text(say(Word.INVITE)) }
    }
}

@Composable
private fun Rename(
    name: String,
    busy: Boolean,
    rename: (String) -> Unit,
) {
    var typed by remember(name) { mutableStateOf(name) }
    Row(
        Modifier.fillMaxWidth(),
        Arrangement.spacedBy(8.dp),
        Alignment.CenterVertically,
    ) {
        OutlinedTextField(
            typed,
            { typed = it },
            Modifier.weight(1f).testTag("room-name"),
            label = { Text(say(Word.GROUP_NAME)) },
            singleLine = true,
        )
        val other = typed.isNotBlank() && typed.trim() != name
        TextButton({ rename(typed) }, Modifier.heightIn(min = Touch), other && !busy) { Text(say(MoreWord.RENAME)) }
    }
}
