package eu.griffie.ui.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import eu.griffie.core.Language
import eu.griffie.core.OwnDevice
import eu.griffie.core.Safety
import eu.griffie.ui.app.Choices
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.archive.Fact
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.ownName
import eu.griffie.ui.texts.say

/** What the person does on this screen. */
class SettingsDoes(
    val back: () -> Unit = {},
    val speak: (Language) -> Unit = {},
    val showKey: () -> Unit = {},
    val hideKey: () -> Unit = {},
    val recover: (String) -> Unit = {},
)

/** Devices, the recovery key, fingerprints, language, and what this app is. */
@Composable
fun SettingsScreen(
    state: SettingsState,
    does: SettingsDoes,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.SETTINGS), does.back)
        Column(Modifier.verticalScroll(rememberScrollState()).padding(16.dp), Arrangement.spacedBy(8.dp)) {
            Head(Word.DEVICES)
            state.devices.forEach { Device(it) }
            Head(Word.RECOVERY)
            Recovery(state, does)
            state.safety?.let { Fingerprints(it) }
            Head(Word.LANGUAGE)
            Language.entries.forEach { Speaks(it, does.speak) }
            Head(Word.ABOUT)
            Text("${Brand.NAME} · ${Brand.ORGANISATION}")
            state.safety?.let { Text(say(Word.POLICY, it.policyVersion)) }
            Text(say(Word.HELP, Brand.SUPPORT_ADDRESS))
            Text(Brand.PRIVACY_URL)
        }
    }
}

@Composable
private fun Head(word: Word) {
    Text(
        say(word),
        Modifier.padding(top = 12.dp).semantics { heading() },
        style = MaterialTheme.typography.titleMedium,
        color = MaterialTheme.colorScheme.primary,
    )
}

@Composable
private fun Device(device: OwnDevice) {
    val name = device.name ?: device.matrixDevice
    val here = if (device.thisDevice) " (${say(Word.THIS_DEVICE)})" else ""
    Fact(name + here, say(if (device.verified) Word.VOUCHED else Word.NOT_VOUCHED))
}

@Composable
private fun Recovery(
    state: SettingsState,
    does: SettingsDoes,
) {
    var typed by remember { mutableStateOf("") }
    Text(say(Word.RECOVERY_WHY))
    val key = state.recoveryKey
    if (key == null) {
        Choices(say(Word.SHOW_KEY) to does.showKey)
    } else {
        SelectionContainer { Text(key, Modifier.testTag("recovery-key"), fontFamily = FontFamily.Monospace) }
        Choices(say(Word.HIDE_KEY) to does.hideKey)
    }
    if (state.recovery?.verified != false) return
    OutlinedTextField(typed, { typed = it }, Modifier.fillMaxWidth(), label = { Text(say(Word.TYPE_KEY)) })
    Choices(say(Word.USE_KEY) to { does.recover(typed) })
}

@Composable
private fun Fingerprints(safety: Safety) {
    Head(Word.FINGERPRINTS)
    Print(Word.OF_DEVICE, safety.deviceFingerprint)
    safety.identityFingerprint?.let { Print(Word.OF_IDENTITY, it) }
    Print(Word.OF_ARCHIVE, safety.archiveRoot)
}

@Composable
private fun Print(
    whose: Word,
    key: String,
) {
    Text(say(whose), color = MaterialTheme.colorScheme.onSurfaceVariant)
    SelectionContainer { Text(key, fontFamily = FontFamily.Monospace, style = MaterialTheme.typography.bodyMedium) }
}

@Composable
private fun Speaks(
    language: Language,
    speak: (Language) -> Unit,
) {
    val chosen = LocalLanguage.current == language
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = Touch)
            .selectable(chosen, role = Role.RadioButton) { speak(language) },
        verticalAlignment = Alignment.CenterVertically,
    ) {
        RadioButton(chosen, null, Modifier.padding(end = 12.dp))
        Text(language.ownName)
    }
}
