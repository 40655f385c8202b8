package eu.griffie.ui.rooms

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say

/** Beginning a chat with somebody, or a group. */
@Composable
fun BeginScreen(
    busy: Boolean,
    back: () -> Unit,
    chat: (String) -> Unit,
    group: (String, String) -> Unit,
) {
    var user by rememberSaveable { mutableStateOf("") }
    var name by rememberSaveable { mutableStateOf("") }
    var users by rememberSaveable { mutableStateOf("") }
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.NEW_CHAT), back)
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(16.dp),
            Arrangement.spacedBy(12.dp),
        ) {
            Typed(user, say(Word.USER_ID), "user") { user = it }
            Go(say(Word.START), "start-chat", !busy && ids(user).size == 1) { chat(user) }
            HorizontalDivider(Modifier.padding(vertical = 12.dp))
            Text(say(Word.NEW_GROUP), style = MaterialTheme.typography.titleMedium)
            Typed(name, say(Word.GROUP_NAME), "group-name") { name = it }
            Typed(users, say(Word.USER_IDS), "users") { users = it }
            Go(say(Word.NEW_GROUP), "start-group", !busy && name.isNotBlank()) { group(name, users) }
        }
    }
}

@Composable
private fun Typed(
    value: String,
    label: String,
    tag: String,
    onChange: (String) -> Unit,
) {
    OutlinedTextField(value, onChange, Modifier.fillMaxWidth().testTag(tag), label = { Text(label) }, singleLine = true)
}

@Composable
private fun Go(
    word: String,
    tag: String,
    enabled: Boolean,
    onClick: () -> Unit,
) {
    Button(onClick, Modifier.heightIn(min = Touch).testTag(tag), enabled) { Text(word) }
}
