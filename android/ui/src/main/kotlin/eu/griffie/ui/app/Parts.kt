package eu.griffie.ui.app

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.GriffieException
import eu.griffie.core.describe
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** The smallest thing that a finger hits. */
val Touch = 48.dp

/** A button that is a sign; the word is for those who hear the screen. */
@Composable
fun Sign(
    icon: ImageVector,
    word: String,
    enabled: Boolean = true,
    onClick: () -> Unit,
) {
    IconButton(onClick, Modifier.size(Touch), enabled) { Icon(icon, word) }
}

/** The line at the top of a screen. */
@Composable
fun TopLine(
    title: String,
    back: (() -> Unit)? = null,
    below: String? = null,
    actions: @Composable RowScope.() -> Unit = {},
) {
    Surface(color = MaterialTheme.colorScheme.surface, shadowElevation = 1.dp) {
        Row(
            Modifier.fillMaxWidth().heightIn(min = 56.dp).padding(horizontal = 4.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            if (back != null) Sign(Icons.Back, say(Word.BACK), onClick = back)
            Column(Modifier.weight(1f).padding(horizontal = 12.dp)) {
                Text(
                    title,
                    Modifier.semantics { heading() },
                    style = MaterialTheme.typography.titleLarge,
                    maxLines = 1,
                    overflow = TextOverflow.Ellipsis,
                )
                if (below != null) {
                    Text(
                        below,
                        style = MaterialTheme.typography.labelMedium,
                        color = MaterialTheme.colorScheme.onSurfaceVariant,
                        maxLines = 1,
                        overflow = TextOverflow.Ellipsis,
                    )
                }
            }
            actions()
        }
    }
}

/** What went wrong and the way out, as the core says it, until the person closes it. */
@Composable
fun Trouble(
    error: GriffieException?,
    onSeen: () -> Unit,
) {
    if (error == null) return
    Surface(color = MaterialTheme.colorScheme.error, contentColor = MaterialTheme.colorScheme.onError) {
        Row(Modifier.fillMaxWidth().padding(start = 16.dp), verticalAlignment = Alignment.CenterVertically) {
            Text(describe(error, LocalLanguage.current), Modifier.weight(1f).padding(vertical = 8.dp))
            Sign(Icons.Close, say(Word.CLOSE), onClick = onSeen)
        }
    }
}

/** Somebody, or a group, as a round mark with the first letters of the name. Who hears the screen hears the name beside it. */
@Composable
fun Face(name: String) {
    val letters =
        name
            .split(' ')
            .mapNotNull { word -> word.firstOrNull { it.isLetterOrDigit() } }
            .take(2)
            .joinToString("")
            .uppercase()
    Box(
        Modifier
            .size(44.dp)
            .clip(CircleShape)
            .background(MaterialTheme.colorScheme.secondaryContainer)
            .clearAndSetSemantics {},
        Alignment.Center,
    ) {
        Text(
            letters,
            color = MaterialTheme.colorScheme.onSecondaryContainer,
            style = MaterialTheme.typography.titleMedium,
            maxLines = 1,
        )
    }
}

/** Buttons beside each other, the main one last. */
@Composable
fun Choices(vararg choices: Pair<String, () -> Unit>) {
    Row(Modifier.fillMaxWidth(), Arrangement.End) {
        choices.forEach { (word, action) ->
            TextButton(action, Modifier.heightIn(min = Touch)) { Text(word) }
        }
    }
}

/** The name of a part of a screen. */
@Composable
fun Heading(word: String) {
    Text(
        word,
        Modifier.padding(top = 12.dp).semantics { heading() },
        style = MaterialTheme.typography.titleMedium,
        color = MaterialTheme.colorScheme.primary,
    )
}

/** A key to be read aloud or copied. */
@Composable
fun Print(
    whose: String,
    key: String,
) {
    Text(whose, color = MaterialTheme.colorScheme.onSurfaceVariant)
    SelectionContainer { Text(key, fontFamily = FontFamily.Monospace, style = MaterialTheme.typography.bodyMedium) }
}
