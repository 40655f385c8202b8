package eu.griffie.ui.activation

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eu.griffie.core.describe
import eu.griffie.ui.app.Touch
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.locale
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** What the person does on this screen. */
class ActivationDoes(
    val invited: (String) -> Unit = {},
    val named: (String) -> Unit = {},
    val at: (String) -> Unit = {},
    val under: (String) -> Unit = {},
    val accepts: (Boolean) -> Unit = {},
    val activate: () -> Unit = {},
)

/** Code or link, name, privacy statement: all that stands between a new phone and the first chat. */
@Composable
fun ActivationScreen(
    state: ActivationState,
    busy: Boolean,
    does: ActivationDoes,
) {
    Column(
        Modifier.fillMaxSize().verticalScroll(rememberScrollState()).padding(24.dp),
        Arrangement.spacedBy(16.dp),
        Alignment.CenterHorizontally,
    ) {
        Image(Icons.Logo, null, Modifier.size(96.dp))
        Text(Brand.NAME, style = MaterialTheme.typography.titleLarge)
        Text(
            Brand.WELCOME[LocalLanguage.current.locale.language] ?: Brand.WELCOME.getValue("en"),
            textAlign = TextAlign.Center,
        )
        Column(Modifier.widthIn(max = 480.dp), Arrangement.spacedBy(12.dp)) {
            Field(
                state.invitation,
                say(Word.CODE_OR_LINK),
                "invitation",
                state.mistake?.let { describe(it, LocalLanguage.current) } ?: say(Word.CODE_HINT),
                state.mistake != null,
                does.invited,
            )
            if (state.asksOrganisation) {
                Field(state.gateway, say(Word.GATEWAY), "gateway", onChange = does.at)
                Field(state.root, say(Word.ROOT), "root", onChange = does.under)
            }
            Field(state.name, say(Word.YOUR_NAME), "name", onChange = does.named)
            Row(
                Modifier
                    .fillMaxWidth()
                    .heightIn(min = Touch)
                    .testTag("privacy")
                    .toggleable(state.accepted, role = Role.Checkbox, onValueChange = does.accepts),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                Checkbox(state.accepted, null, Modifier.padding(end = 12.dp))
                Text(say(Word.PRIVACY, Brand.PRIVACY_URL), style = MaterialTheme.typography.bodyMedium)
            }
            Button(
                does.activate,
                Modifier.fillMaxWidth().heightIn(min = Touch),
                enabled = state.ready && !busy,
            ) { Text(say(if (busy) Word.OPENING else Word.ACTIVATE)) }
            Text(
                say(Word.CODE_HELP, Brand.SUPPORT_ADDRESS),
                style = MaterialTheme.typography.bodyMedium,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

@Composable
private fun Field(
    value: String,
    label: String,
    tag: String,
    hint: String? = null,
    wrong: Boolean = false,
    onChange: (String) -> Unit,
) {
    OutlinedTextField(
        value,
        onChange,
        Modifier.fillMaxWidth().testTag(tag),
        label = { Text(label) },
        supportingText = hint?.let { { Text(it) } },
        isError = wrong,
        singleLine = true,
    )
}
