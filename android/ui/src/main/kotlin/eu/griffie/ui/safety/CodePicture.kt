package eu.griffie.ui.safety

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eu.griffie.core.QrPicture
import eu.griffie.ui.texts.SafetyWord
import eu.griffie.ui.texts.say
import kotlin.math.floor

/** A QR code, black on white also in the dark, with the quiet zone around it. */
@Composable
fun CodePicture(code: QrPicture) {
    val word = say(SafetyWord.CODE_TO_SCAN)
    Canvas(Modifier.size(260.dp).testTag("code").semantics { contentDescription = word }) {
        drawRect(Color.White)
        val width = code.width.toInt()
        // Whole pixels: a code with blurred edges is harder to read.
        val module = floor(size.width / (width + 2 * QUIET))
        val edge = (size.width - module * width) / 2
        code.dark.forEachIndexed { at, dark ->
            if (dark) {
                val place = Offset(edge + module * (at % width), edge + module * (at / width))
                drawRect(Color.Black, place, Size(module, module))
            }
        }
    }
}

/** Modules that stay white around the code (ISO 18004). */
private const val QUIET = 4
