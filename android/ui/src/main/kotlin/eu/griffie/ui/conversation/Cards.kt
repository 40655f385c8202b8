package eu.griffie.ui.conversation

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
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
import eu.griffie.core.PollRow
import eu.griffie.core.TimelineRow
import eu.griffie.ui.app.Touch
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say
import eu.griffie.ui.theme.Icons

/** A picture, a voice message, or a file by its name. */
@Composable
fun FileView(
    row: TimelineRow,
    file: FileRow,
    picture: ImageBitmap?,
    save: (TimelineRow, String) -> Unit,
) {
    val name = file.name ?: say(Word.PICTURE, "")
    when {
        picture != null -> {
            Image(
                picture,
                say(Word.PICTURE, name),
                Modifier.widthIn(max = 320.dp).heightIn(max = 280.dp).clip(RoundedCornerShape(8.dp)),
            )
        }

        file.voice -> {
            Voice(file)
        }

        else -> {
            TextButton({ save(row, name) }, Modifier.heightIn(min = Touch)) {
                Icon(Icons.File, say(Word.SAVE_FILE, name), Modifier.padding(end = 8.dp))
                Text(
                    listOfNotNull(name, file.size?.let(::size)).joinToString(" · "),
                    color = LocalContentColor.current,
                    maxLines = 2,
                    overflow = TextOverflow.Ellipsis,
                )
            }
        }
    }
    if (row.body.isNotBlank() && row.body != name) Text(row.body)
}

@Composable
private fun Voice(file: FileRow) {
    val seconds = (file.durationMs ?: 0uL) / 1000uL
    Text(say(Word.VOICE, "%d:%02d".format((seconds / 60uL).toLong(), (seconds % 60uL).toLong())))
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
            Text(row.body.ifBlank { say(Word.LOCATION) })
            geoUri?.let {
                Text(it.removePrefix("geo:").substringBefore(';'), style = MaterialTheme.typography.labelMedium)
            }
        }
    }
}

/** A question and how the votes stand. */
@Composable
fun PollView(
    row: TimelineRow,
    poll: PollRow,
) {
    Column(Modifier.widthIn(min = 220.dp), Arrangement.spacedBy(4.dp)) {
        Text(say(if (poll.ended) Word.POLL_ENDED else Word.POLL), style = MaterialTheme.typography.labelMedium)
        Text(row.body, style = MaterialTheme.typography.titleMedium)
        val votes = maxOf(1, poll.answers.sumOf { it.voters.size })
        poll.answers.forEach { answer ->
            Row {
                Text(answer.text.orEmpty(), Modifier.weight(1f))
                Text("${answer.voters.size}")
            }
            LinearProgressIndicator(
                { answer.voters.size.toFloat() / votes },
                Modifier.fillMaxWidth().clearAndSetSemantics {},
                drawStopIndicator = {},
            )
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
