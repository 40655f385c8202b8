package eu.griffie.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp
import eu.griffie.ui.brand.Brand

/** The signs of the app, drawn by us in a square of 24 with lines of two. */
object Icons {
    val Back = sign("M15 5 L8 12 L15 19", mirrored = true)
    val Send = sign("M4 12 H19 M13 6 L19 12 L13 18", mirrored = true)
    val Attach =
        sign("M19 11 L11.5 18.5 A4.5 4.5 0 0 1 5 12 L13 4.5 A3 3 0 0 1 17.5 8.7 L10 16 A1.4 1.4 0 0 1 8 14 L14.5 7.6")
    val Search = sign("M10.5 4 A6.5 6.5 0 1 1 10.4 4 M15.5 15.5 L20.5 20.5")
    val Plus = sign("M12 5 V19 M5 12 H19")
    val People =
        sign("M9 5 A3.2 3.2 0 1 1 8.9 5 M3 20 A6 6 0 0 1 15 20 M16 5.5 A3 3 0 0 1 16 11 M17.5 14 A6 6 0 0 1 21 20")
    val Archive = sign("M4 5 H20 V9 H4 Z M5.5 9 V19 H18.5 V9 M10 13 H14")
    val Settings = sign("M4 7 H10 M14 7 H20 M12 5 A2 2 0 1 1 11.9 5 M4 17 H6 M10 17 H20 M8 15 A2 2 0 1 1 7.9 15")
    val Check = sign("M5 12.5 L10 17.5 L19.5 7")
    val Clock = sign("M12 4 A8 8 0 1 1 11.9 4 M12 8 V12 L15 14")
    val Alert = sign("M12 4 L21 19.5 H3 Z M12 10 V14 M12 16.6 V17")
    val File = sign("M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5")
    val Place =
        sign(
            "M12 21 C7 15 5.5 12.5 5.5 9.7 A6.5 6.5 0 0 1 18.5 9.7 C18.5 12.5 17 15 12 21 M12 7.5 A2.2 2.2 0 1 1 11.9 7.5",
        )
    val More = sign("M12 5 V5.2 M12 12 V12.2 M12 19 V19.2")
    val Close = sign("M6 6 L18 18 M18 6 L6 18")
    val Up = sign("M12 19 V6 M6 11 L12 5 L18 11")
    val Down = sign("M6 9 L12 15 L18 9")
    val Lock = sign("M6 11 H18 V20 H6 Z M8.5 11 V8 A3.5 3.5 0 0 1 15.5 8 V11")
    val Hourglass = sign("M7 4 H17 M7 20 H17 M8 4 C8 10 16 14 16 20 M16 4 C16 10 8 14 8 20")
    val Shield = sign("M12 3.5 L19 6 V11.5 C19 16 16 19 12 20.5 C8 19 5 16 5 11.5 V6 Z")
    val Poll = sign("M5 20 V12 M12 20 V5 M19 20 V9")
    val Play = sign("M8 5 L19 12 L8 19 Z", mirrored = true)
    val Stop = sign("M7 7 H17 V17 H7 Z")
    val Bell = sign("M6 17 V11 A6 6 0 0 1 18 11 V17 Z M4 17 H20 M10.5 20 H13.5")
    val Info = sign("M12 4 A8 8 0 1 1 11.9 4 M12 11 V16 M12 8 V8.2")
    val Save = sign("M12 4 V15 M7 10.5 L12 15.5 L17 10.5 M5 20 H19")

    private fun sign(
        path: String,
        mirrored: Boolean = false,
    ): ImageVector =
        ImageVector
            .Builder(
                defaultWidth = 24.dp,
                defaultHeight = 24.dp,
                viewportWidth = 24f,
                viewportHeight = 24f,
                autoMirror = mirrored,
            ).addPath(
                pathData = addPathNodes(path),
                stroke = SolidColor(Color.Black),
                strokeLineWidth = 2f,
                strokeLineCap = StrokeCap.Round,
                strokeLineJoin = StrokeJoin.Round,
            ).build()

    /** The brand's own sign, in its own colours. */
    val Logo: ImageVector =
        Brand.LOGO
            .fold(ImageVector.Builder("logo", 96.dp, 96.dp, Brand.LOGO_SIZE, Brand.LOGO_SIZE)) { logo, piece ->
                logo.addPath(addPathNodes(piece.path), fill = SolidColor(Color(piece.colour)))
            }.build()
}
