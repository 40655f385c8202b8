package eu.griffie.ui.safety

import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.UserId
import eu.griffie.core.Verification
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** Somebody, or another device of the person, wants to compare: shown above whatever is on the screen. */
@Composable
fun AskedBanner(
    verification: Verification,
    self: UserId,
    look: () -> Unit,
) {
    Surface(color = MaterialTheme.colorScheme.primaryContainer) {
        Row(
            Modifier.fillMaxWidth().padding(start = 16.dp).testTag("asked"),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Icon(Icons.Shield, null, tint = MaterialTheme.colorScheme.onPrimaryContainer)
            val own = verification.own || verification.user == self
            val words = if (own) say(SafetyWord.OWN_ASKS) else say(SafetyWord.ASKS, verification.user.value)
            Text(
                words,
                Modifier.weight(1f).padding(12.dp),
                color = MaterialTheme.colorScheme.onPrimaryContainer,
            )
            TextButton(look, Modifier.heightIn(min = Touch)) { Text(say(SafetyWord.LOOK)) }
        }
    }
}
