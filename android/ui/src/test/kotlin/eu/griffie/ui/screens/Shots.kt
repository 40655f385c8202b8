package eu.griffie.ui.screens

import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toAwtImage
import java.awt.Color
import java.awt.image.BufferedImage
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO
import kotlin.math.sin

/** Pictures of screens, kept when somebody asks for them (`cargo xtask demo --app`). */
object Shots {
    private val folder: Path? =
        System
            .getProperty(
                "griffie.shots",
            )?.takeUnless { it.isBlank() || '$' in it }
            ?.let(Path::of)

    fun keep(
        name: String,
        picture: ImageBitmap,
    ) {
        val into = folder ?: return
        Files.createDirectories(into)
        check(ImageIO.write(picture.toAwtImage(), "png", into.resolve("$name.png").toFile())) { "no writer for PNG" }
    }

    /** Sky and a line of hills. */
    fun landscape(to: Path): Path {
        val picture = BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB)
        for (x in 0 until picture.width) {
            val hill = 250 + 30 * sin(x / 90.0)
            for (y in 0 until picture.height) {
                val colour = if (y > hill) Color(46, 110 + y / 8, 62) else Color(120 + y / 4, 175 + y / 8, 235)
                picture.setRGB(x, y, colour.rgb)
            }
        }
        check(ImageIO.write(picture, "png", to.toFile())) { "no writer for PNG" }
        return to
    }
}
