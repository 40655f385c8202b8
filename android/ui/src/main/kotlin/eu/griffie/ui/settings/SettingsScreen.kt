package eu.griffie.ui.settings

import androidx.compose.foundation.clickable
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
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import eu.griffie.core.Language
import eu.griffie.core.OwnDevice
import eu.griffie.core.RecoveryState
import eu.griffie.core.RecoveryStatus
import eu.griffie.core.Safety
import eu.griffie.ui.app.Choices
import eu.griffie.ui.app.Heading
import eu.griffie.ui.app.Print
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.archive.Fact
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.RuleWord
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.ownName
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** What the person does on this screen. */
class SettingsDoes(
    val back: () -> Unit = {},
    val speak: (Language) -> Unit = {},
    val showKey: () -> Unit = {},
    val hideKey: () -> Unit = {},
    val recover: (String) -> Unit = {},
    val verifyOther: () -> Unit = {},
    val rules: () -> Unit = {},
    val about: () -> Unit = {},
    val leaving: (Leaving) -> Unit = {},
    val signOut: () -> Unit = {},
    val endReview: () -> Unit = {},
)

/** Devices, the recovery key, fingerprints, language, and what this app is. */
@Composable
fun SettingsScreen(
    state: SettingsState,
    does: SettingsDoes,
    busy: Boolean = false,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.SETTINGS), does.back)
        Column(Modifier.verticalScroll(rememberScrollState()).padding(16.dp), Arrangement.spacedBy(8.dp)) {
            Way(Icons.Bell, say(RuleWord.RULES), does.rules)
            Way(Icons.Info, say(Word.ABOUT), does.about)
            Head(Word.DEVICES)
            state.devices.forEach { Device(it) }
            if (state.devices.size > 1) {
                OutlinedButton(does.verifyOther, Modifier.heightIn(min = Touch), !busy) {
                    Text(say(SafetyWord.VERIFY_OTHER))
                }
            }
            Head(Word.RECOVERY)
            Recovery(state, does)
            state.safety?.let { Fingerprints(it) }
            Head(Word.LANGUAGE)
            Language.entries.forEach { Speaks(it, does.speak) }
            SignOut(state.leaving, busy, does)
        }
    }
}

@Composable
private fun Head(word: Word) = Heading(say(word))

/** The way to a screen of its own. */
@Composable
private fun Way(
    icon: ImageVector,
    word: String,
    go: () -> Unit,
) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = Touch).clickable(role = Role.Button, onClick = go),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Icon(icon, null)
        Text(word, style = MaterialTheme.typography.titleMedium)
    }
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
    state.recovery?.let { Text(how(it), Modifier.testTag("recovery")) }
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
private fun how(status: RecoveryStatus): String =
    when (status.state) {
        RecoveryState.NEEDED -> say(SafetyWord.RECOVERY_NEEDED)
        RecoveryState.MAKING -> say(SafetyWord.RECOVERY_MAKING)
        RecoveryState.RESTORING -> say(SafetyWord.RECOVERY_RESTORING, status.keys, status.keysBackedUp)
        RecoveryState.READY -> say(SafetyWord.RECOVERY_READY, status.keysBackedUp, status.keys)
    }

@Composable
private fun Fingerprints(safety: Safety) {
    Head(Word.FINGERPRINTS)
    Print(say(Word.OF_DEVICE), safety.deviceFingerprint)
    safety.identityFingerprint?.let { Print(say(Word.OF_IDENTITY), it) }
    Print(say(Word.OF_ARCHIVE), safety.archiveRoot)
}

@Composable
private fun SignOut(
    leaving: Leaving,
    busy: Boolean,
    does: SettingsDoes,
) {
    Heading(say(RuleWord.SIGN_OUT))
    if (leaving == Leaving.NOT) {
        OutlinedButton({ does.leaving(Leaving.SURE) }, Modifier.heightIn(min = Touch)) { Text(say(RuleWord.SIGN_OUT)) }
        return
    }
    val review = leaving == Leaving.REVIEW
    Text(say(if (review) RuleWord.END_REVIEW_WHY else RuleWord.SIGN_OUT_WHY))
    TextButton({ does.leaving(Leaving.NOT) }, Modifier.heightIn(min = Touch)) { Text(say(Word.CANCEL)) }
    Button(
        if (review) does.endReview else does.signOut,
        Modifier.heightIn(min = Touch),
        !busy,
        colors = ButtonDefaults.buttonColors(MaterialTheme.colorScheme.error, MaterialTheme.colorScheme.onError),
    ) { Text(say(if (review) RuleWord.END_REVIEW else RuleWord.SIGN_OUT_SURE)) }
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
