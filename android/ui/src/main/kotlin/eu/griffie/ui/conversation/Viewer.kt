package eu.griffie.ui.conversation

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.gestures.rememberTransformableState
import androidx.compose.foundation.gestures.transformable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.unit.dp
import eu.griffie.core.GriffieException
import eu.griffie.core.RowContent
import eu.griffie.core.TimelineRow
import eu.griffie.core.describe
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons

/** One picture on the whole screen, to be drawn nearer with two fingers. */
@Composable
fun Viewer(
    viewing: Viewing,
    unshown: GriffieException?,
    close: () -> Unit,
    save: ((TimelineRow, String) -> Unit)?,
) {
    val row = viewing.row
    val name = tameLine((row.content as? RowContent.File)?.file?.name.orEmpty())
    var scale by remember(row.key) { mutableFloatStateOf(1f) }
    var away by remember(row.key) { mutableStateOf(Offset.Zero) }
    val hands =
        rememberTransformableState { zoom, pan, _ ->
            scale = (scale * zoom).coerceIn(1f, NEAREST)
            away = if (scale == 1f) Offset.Zero else away + pan
        }
    Box(Modifier.fillMaxSize().background(Color.Black).testTag("viewer")) {
        val picture = viewing.picture
        if (picture != null) {
            Image(
                picture,
                say(Word.PICTURE, name),
                Modifier
                    .fillMaxSize()
                    .transformable(hands)
                    .graphicsLayer(scale, scale, translationX = away.x, translationY = away.y),
                contentScale = ContentScale.Fit,
            )
        } else {
            val why = unshown?.let { describe(it, LocalLanguage.current) } ?: say(Word.OPENING)
            Text(why, Modifier.align(Alignment.Center).padding(24.dp), Color.White)
        }
        Row(
            Modifier.align(Alignment.TopEnd).background(Color.Black.copy(alpha = 0.6f)),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(name, Modifier.weight(1f).padding(start = 16.dp), Color.White, maxLines = 1)
            if (save != null) White(Icons.Save, say(Word.SAVE_FILE, name)) { save(row, name) }
            White(Icons.Close, say(Word.CLOSE), close)
        }
    }
}

@Composable
private fun White(
    icon: androidx.compose.ui.graphics.vector.ImageVector,
    word: String,
    onClick: () -> Unit,
) {
    IconButton(onClick, Modifier.size(Touch)) { Icon(icon, word, tint = Color.White) }
}

private const val NEAREST = 6f
