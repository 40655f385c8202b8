package eu.griffie.core.conversation

import java.awt.Color
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import javax.imageio.ImageIO
import kotlin.math.sin
import kotlin.random.Random

/** A landscape as PNG. */
fun Random.png(): ByteArray = encoded("png")

/** A landscape as JPEG with GPS coordinates (52.0799 N, 4.3113 E: the Binnenhof), as a phone's camera writes it. */
fun Random.jpeg(): ByteArray {
    val plain = encoded("jpeg")
    val length = EXIF.size + 2
    val segment = byteArrayOf(-1, 0xE1.toByte(), (length shr 8).toByte(), length.toByte()) + EXIF
    return plain.copyOfRange(0, 2) + segment + plain.copyOfRange(2, plain.size)
}

/** Sky and a line of hills. */
private fun Random.encoded(format: String): ByteArray {
    val picture = BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB)
    val phase = nextDouble(6.28)
    for (x in 0 until picture.width) {
        val hill = 250 + 30 * sin(x / 90.0 + phase)
        for (y in 0 until picture.height) {
            val colour = if (y > hill) Color(46, 110 + y / 8, 62) else Color(120 + y / 4, 175 + y / 8, 235)
            picture.setRGB(x, y, colour.rgb)
        }
    }
    val bytes = ByteArrayOutputStream()
    check(ImageIO.write(picture, format, bytes)) { "no writer for $format" }
    return bytes.toByteArray()
}

/** A TIFF block (big-endian) with one GPS directory; EXIF 2.32, 4.6.6. */
private val EXIF =
    "Exif".toByteArray() +
        (
            "0000 4d4d002a00000008 00018825000400000001 0000001a00000000 0004" +
                "0001000200000002 4e000000 0002000500000003 00000050" +
                "0003000200000002 45000000 0004000500000003 00000068 00000000" +
                "0000003400000001 0000000400000001 0000b9d8000003e8" +
                "0000000400000001 0000001200000001 00009fd8000003e8"
        ).replace(" ", "").chunked(2).map { it.toInt(16).toByte() }
