package eu.griffie.ui.about

import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.unit.dp
import eu.griffie.core.Safety
import eu.griffie.core.Version
import eu.griffie.ui.app.Heading
import eu.griffie.ui.app.TopLine
import eu.griffie.ui.app.Touch
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.rules.House
import eu.griffie.ui.texts.RuleWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** What stands on the screen. */
data class AboutState(
    val build: String,
    val library: Version,
    val safety: Safety? = null,
    val house: House = House(),
    val report: List<String>? = null,
)

/** What this app is, to the build; whom to ask; and a report that shows all that is in it before it goes anywhere. */
@Composable
fun AboutScreen(
    state: AboutState,
    back: () -> Unit,
    report: () -> Unit,
    save: () -> Unit,
) {
    Column(Modifier.fillMaxSize()) {
        TopLine(say(Word.ABOUT), back)
        Column(
            Modifier.verticalScroll(rememberScrollState()).padding(16.dp),
            Arrangement.spacedBy(8.dp),
        ) {
            Image(Icons.Logo, null, Modifier.size(64.dp))
            Text("${Brand.NAME} · ${Brand.ORGANISATION}", style = MaterialTheme.typography.titleMedium)
            val library = state.library
            SelectionContainer {
                Text(say(RuleWord.BUILD, state.build, library.core, library.wire), Modifier.testTag("build"))
            }
            state.safety?.let {
                Text(say(Word.POLICY, it.policyVersion))
                Text(say(RuleWord.SEALED_FOR, it.archiveKeys.size, it.sealConfigVersion))
            }
            Text(say(Word.HELP, state.house.settings?.supportUrl ?: Brand.SUPPORT_ADDRESS))
            Text(state.house.settings?.privacyUrl ?: Brand.PRIVACY_URL)
            Text(Brand.TERMS_URL)
            Heading(say(RuleWord.REPORT))
            Text(say(RuleWord.REPORT_WHY))
            Reported(state, report, save)
        }
    }
}

@Composable
private fun Reported(
    state: AboutState,
    report: () -> Unit,
    save: () -> Unit,
) {
    if (state.report == null) {
        OutlinedButton(report, Modifier.heightIn(min = Touch)) { Text(say(RuleWord.REPORT)) }
        return
    }
    SelectionContainer {
        Text(
            state.report.joinToString("\n"),
            Modifier.testTag("report"),
            fontFamily = FontFamily.Monospace,
            style = MaterialTheme.typography.bodyMedium,
        )
    }
    if (state.house.settings?.diagnosticsAllowed == true) {
        Button(save, Modifier.heightIn(min = Touch)) { Text(say(RuleWord.REPORT_SAVE)) }
    } else {
        Text(say(RuleWord.FORBIDDEN), color = MaterialTheme.colorScheme.onSurfaceVariant)
    }
}
