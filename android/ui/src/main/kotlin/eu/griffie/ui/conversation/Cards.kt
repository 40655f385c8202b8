package eu.griffie.ui.conversation

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import eu.griffie.core.FileRow
import eu.griffie.core.TimelineRow
import eu.griffie.core.describe
import eu.griffie.ui.app.Sign
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.MoreWord
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.texts.tameLine
import eu.griffie.ui.theme.Icons

/** A picture, a voice message, or a file by its name. */
@Composable
fun FileView(
    row: TimelineRow,
    file: FileRow,
    state: ConversationState,
    does: RowDoes,
) {
    val name = tameLine(file.name ?: say(Word.PICTURE, ""))
    val picture = state.pictures[row.key]
    when {
        picture != null -> Small(picture, name) { does.open(row) }
        file.voice -> Voice(file, state.playing == row.key) { does.play(row) }
        else -> Named(row, name, file, does)
    }
    state.unshown[row.key]?.let {
        Text(describe(it, LocalLanguage.current), style = MaterialTheme.typography.labelMedium)
    }
    if (row.body.isNotBlank() && row.body != file.name) Body(row.body)
}

@Composable
private fun Small(
    picture: ImageBitmap,
    name: String,
    open: () -> Unit,
) {
    Image(
        picture,
        say(Word.PICTURE, name),
        Modifier
            .widthIn(min = Touch, max = 320.dp)
            .heightIn(min = Touch, max = 280.dp)
            .clip(RoundedCornerShape(8.dp))
            .clickable(onClickLabel = say(MoreWord.OPEN_PICTURE), onClick = open),
    )
}

@Composable
private fun Named(
    row: TimelineRow,
    name: String,
    file: FileRow,
    does: RowDoes,
) {
    TextButton({ does.save(row, name) }, Modifier.heightIn(min = Touch)) {
        Icon(Icons.File, say(Word.SAVE_FILE, name), Modifier.padding(end = 8.dp))
        Text(
            listOfNotNull(name, file.size?.let(::size)).joinToString(" · "),
            color = LocalContentColor.current,
            maxLines = 2,
            overflow = TextOverflow.Ellipsis,
        )
    }
}

@Composable
private fun Voice(
    file: FileRow,
    playing: Boolean,
    play: () -> Unit,
) {
    val seconds = (file.durationMs ?: 0uL) / 1000uL
    val long = "%d:%02d".format((seconds / 60uL).toLong(), (seconds % 60uL).toLong())
    Row(verticalAlignment = Alignment.CenterVertically) {
        Sign(
            if (playing) Icons.Stop else Icons.Play,
            if (playing) say(MoreWord.PAUSE) else say(MoreWord.PLAY, say(Word.VOICE, long)),
            onClick = play,
        )
        Wave(file)
        Text(long, Modifier.padding(start = 8.dp), style = MaterialTheme.typography.labelMedium)
    }
}

@Composable
private fun Wave(file: FileRow) {
    Row(
        Modifier.height(28.dp).clearAndSetSemantics {},
        Arrangement.spacedBy(2.dp),
        Alignment.CenterVertically,
    ) {
        val step = maxOf(1, file.waveform.size / BARS)
        file.waveform.filterIndexed { at, _ -> at % step == 0 }.take(BARS).forEach { loud ->
            val high = (4 + 24 * minOf(loud.toInt(), LOUDEST) / LOUDEST).dp
            Row(Modifier.width(3.dp).height(high).background(LocalContentColor.current, RoundedCornerShape(2.dp))) {}
        }
    }
}

/** A place, by its description and coordinates; no map is fetched from strangers. */
@Composable
fun LocationView(
    row: TimelineRow,
    geoUri: String?,
) {
    Row(verticalAlignment = Alignment.CenterVertically) {
        Icon(Icons.Place, say(Word.LOCATION), Modifier.padding(end = 8.dp))
        Column {
            Body(row.body.ifBlank { say(Word.LOCATION) })
            geoUri?.let {
                Text(it.removePrefix("geo:").substringBefore(';'), style = MaterialTheme.typography.labelMedium)
            }
        }
    }
}

private fun size(bytes: ULong): String =
    when {
        bytes >= 1_000_000uL -> "${bytes / 1_000_000uL} MB"
        bytes >= 1000uL -> "${bytes / 1000uL} kB"
        else -> "$bytes B"
    }

private const val BARS = 40
private const val LOUDEST = 1024
