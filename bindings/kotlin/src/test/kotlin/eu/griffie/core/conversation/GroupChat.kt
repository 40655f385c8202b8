package eu.griffie.core.conversation

import eu.griffie.core.EventId
import eu.griffie.core.FileDraft
import eu.griffie.core.RoomId
import eu.griffie.core.RowContent
import eu.griffie.core.SentAs
import eu.griffie.core.stage.Person
import eu.griffie.core.stage.Stage
import java.io.ByteArrayInputStream
import java.nio.file.Files
import javax.imageio.ImageIO
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals

/** Encrypted and enveloped, this is just under Matrix's 65,536 bytes of one event; the other can only travel as a file. */
private const val JUST_UNDER = 46_000
private const val ABOVE = 70_000
private const val LARGE_FILE = 20_000_000

/** A group: long texts, pictures, a large file, ten files at once, deletion by a moderator, and a member who comes and goes. */
suspend fun groupChat(play: Play): RoomId {
    play.step("A group: Anouk and Bram talk, Celine joins late, leaves and comes back")
    val room = assemble(play)
    play.step("A text just under the event limit, and one above it (goes as a file)")
    longTexts(play, room)
    play.step("A PNG, and a JPEG with its place in EXIF")
    showsPicture(play, play.anouk, play.celine, room, "uitzicht.png", play.random.png())
    showsPicture(play, play.bram, play.anouk, room, "dijk met locatie.jpg", play.random.jpeg())
    play.step("A file of 20 MB, and ten files at once")
    largeFiles(play, room)
    play.step("Anouk, as moderator, deletes a message of Bram")
    moderate(play, room)
    return room
}

private suspend fun assemble(play: Play): RoomId {
    val (anouk, bram, celine) = listOf(play.anouk, play.bram, play.celine)
    val room = anouk.creates("Projectgroep Waterkering", listOf(bram.id), direct = false)
    bram.joinsWhenInvited(room)
    val early = play.random.sentence()
    anouk.sends(room, early)
    bram.sees(room, early)
    anouk.inRoom(room) { it.invite(celine.id) }
    celine.joinsWhenInvited(room)
    bram.sends(room, "Welkom Celine!")
    celine.sees(room, "Welkom Celine!")
    celine.inRoom(room) { it.leave("even ander overleg") }
    val between = play.random.sentence() + " Zonder Celine."
    anouk.sends(room, between)
    bram.sees(room, between)
    anouk.inRoom(room) { it.invite(celine.id) }
    celine.joinsWhenInvited(room)
    celine.sends(room, "Daar ben ik weer")
    anouk.sees(room, "Daar ben ik weer")
    return room
}

private suspend fun longTexts(
    play: Play,
    room: RoomId,
) {
    val under = play.random.longText(JUST_UNDER)
    assertEquals(SentAs.EVENT, play.anouk.sends(room, under).sentAs)
    play.bram.sees(room, under)
    val above = play.random.longText(ABOVE)
    assertEquals(SentAs.FILE, play.anouk.sends(room, above).sentAs)
    Stage.sent(above.toByteArray(), play.everyone)
    arrives(play.bram, room, "bericht.txt", above.toByteArray())
}

private suspend fun largeFiles(
    play: Play,
    room: RoomId,
) {
    val large = play.random.nextBytes(LARGE_FILE)
    sendsAndArrives(play, play.bram, play.anouk, room, "bodemonderzoek.bin", "application/octet-stream", large)
    // The same name ten times: attachments must not collide by name.
    val many = (1..10).map { play.random.nextBytes(20_000 + it * 1_000) }
    many.forEachIndexed { number, bytes ->
        val path = play.file("bijlage-$number/bijlage.pdf", bytes)
        play.anouk.sendsFile(room, path, "application/pdf")
        Stage.sent(bytes, play.everyone)
    }
    many.forEach { arrives(play.celine, room, "bijlage.pdf", it) }
}

private suspend fun sendsAndArrives(
    play: Play,
    sender: Person,
    reader: Person,
    room: RoomId,
    name: String,
    mediaType: String,
    bytes: ByteArray,
) {
    sender.sendsFile(room, play.file(name, bytes), mediaType)
    Stage.sent(bytes, play.everyone)
    arrives(reader, room, name, bytes)
}

/** Sends a picture; the other sees it small, and has every byte of it. */
private suspend fun showsPicture(
    play: Play,
    sender: Person,
    reader: Person,
    room: RoomId,
    name: String,
    bytes: ByteArray,
) {
    val path = play.file(name, bytes)
    sender.inRoom(room) { it.sendPicture(FileDraft("$path")) }
    Stage.sent(bytes, play.everyone)
    val event = arrives(reader, room, name, bytes)
    val small = reader.inRoom(room) { it.thumbnail(event, 160u) }
    val picture = ImageIO.read(ByteArrayInputStream(small))
    assertEquals(160 to 100, picture.width to picture.height)
}

/** Waits for a file of this name and size, saves it, and compares byte for byte. */
private suspend fun arrives(
    reader: Person,
    room: RoomId,
    name: String,
    bytes: ByteArray,
): EventId {
    val event =
        reader.seesLine(room, "the file") {
            val file = (it.content as? RowContent.File)?.file
            file?.name == name && file.size == bytes.size.toULong()
        }
    val copy = Files.createTempDirectory(reader.dir, "saved").resolve(name)
    reader.waiting("the bytes of the file") { reader.inRoom(room) { it.saveFile(event, copy.toString()) } }
    assertContentEquals(bytes, Files.readAllBytes(copy))
    return event
}

private suspend fun moderate(
    play: Play,
    room: RoomId,
) {
    val text = "Dit hoort niet in deze groep"
    play.bram.sends(room, text)
    val event = play.anouk.sees(room, text)
    play.anouk.inRoom(room) { it.redact(event, "hoort hier niet") }
    play.bram.seesLine(room, "the deletion") { it.eventId == event && it.redacted?.by == play.anouk.id }
}
