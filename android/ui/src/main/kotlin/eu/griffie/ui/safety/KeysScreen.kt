package eu.griffie.ui.safety

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eu.griffie.core.PersonDevice
import eu.griffie.core.PersonSafety
import eu.griffie.core.Trust
import eu.griffie.ui.app.Heading
import eu.griffie.ui.app.Print
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine

/** What the person does on this screen. */
class KeysDoes(
    val back: () -> Unit = {},
    val verify: (String) -> Unit = {},
    val accept: () -> Unit = {},
)

/** Somebody's keys: what can be said of them, what to read to each other, and comparing them device by device. */
@Composable
fun KeysScreen(
    name: String,
    safety: PersonSafety?,
    busy: Boolean,
    does: KeysDoes,
) {
    val shown = tameLine(name)
    Column(Modifier.fillMaxSize()) {
        TopLine(say(SafetyWord.KEYS_OF, shown), does.back)
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(16.dp),
            Arrangement.spacedBy(12.dp),
        ) {
            if (safety == null) {
                Text(say(Word.OPENING))
                return@Column
            }
            Text(safety.user.value, color = MaterialTheme.colorScheme.onSurfaceVariant)
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
                TrustBadge(safety.trust)
                Text(say(safety.trust.word), style = MaterialTheme.typography.titleMedium)
            }
            if (safety.trust == Trust.CHANGED) {
                OutlinedButton(does.accept, Modifier.heightIn(min = Touch), !busy) { Text(say(SafetyWord.SEEN_CHANGE)) }
            }
            safety.identityFingerprint?.let {
                Print(say(SafetyWord.THEIR_KEY, shown), it)
                Text(say(SafetyWord.COMPARE_KEY), style = MaterialTheme.typography.bodyMedium)
            }
            Heading(say(SafetyWord.THEIR_DEVICES))
            safety.devices.forEach { Device(it, busy) { does.verify(it.matrixDevice) } }
        }
    }
}

@Composable
private fun Device(
    device: PersonDevice,
    busy: Boolean,
    verify: () -> Unit,
) {
    val name = tameLine(device.name ?: device.matrixDevice)
    Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(4.dp)) {
        Text(name, style = MaterialTheme.typography.titleMedium)
        Text(
            say(if (device.vouchedFor) Word.VOUCHED else Word.NOT_VOUCHED),
            style = MaterialTheme.typography.bodyMedium,
        )
        device.fingerprint?.let { Print(device.matrixDevice, it) }
        Button(verify, Modifier.heightIn(min = Touch), !busy) { Text(say(SafetyWord.VERIFY_DEVICE, name)) }
    }
}
