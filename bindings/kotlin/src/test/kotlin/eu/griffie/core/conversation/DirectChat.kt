package eu.griffie.core.conversation

import eu.griffie.core.RoomId
import eu.griffie.core.TextDraft
import kotlin.test.assertEquals

/** A chat of two: text, reply, edit, reaction and its removal, deletion, mention, and texts that break weak archives. */
suspend fun directChat(play: Play) {
    play.step("Anouk and Bram chat: text, reply, edit, reaction, deletion, mention, emoji, bidi, NFD")
    val (anouk, bram) = play.anouk to play.bram
    val room = anouk.creates(null, listOf(bram.id), direct = true)
    bram.joinsWhenInvited(room)
    val first = play.random.sentence()
    anouk.sends(room, first)
    val seen = bram.sees(room, first)
    val answer = play.random.sentence() + " Groet, Bram"
    bram.inRoom(room) { it.reply(seen, TextDraft(answer)) }
    correctAndReact(play, room, answer)
    takeBack(play, room)
    for (text in listOf(EMOJI, BIDI, NFD)) {
        anouk.sends(room, text)
        bram.sees(room, text)
    }
    val mention = "${bram.name}, kijk jij hiernaar?"
    anouk.sends(room, mention, listOf(bram.id))
    bram.sees(room, mention)
}

private suspend fun correctAndReact(
    play: Play,
    room: RoomId,
    answer: String,
) {
    val (anouk, bram) = play.anouk to play.bram
    val reply = anouk.sees(room, answer)
    val own = bram.sees(room, answer)
    assertEquals(own, reply, "both see the same event")
    val better = "$answer (gecorrigeerd)"
    bram.inRoom(room) { it.edit(own, TextDraft(better)) }
    anouk.seesLine(room, "the correction") { it.body == better && it.versions.map { v -> v.body } == listOf(answer) }
    anouk.inRoom(room) { it.react(reply, "👍") }
    bram.seesLine(room, "the reaction") { it.eventId == own && it.reactions.any { r -> r.key == "👍" } }
    anouk.inRoom(room) { chat ->
        val reaction = anouk.ownReaction(room, reply, "👍")
        chat.redact(reaction, "vergissing")
    }
    bram.seesLine(room, "the reaction gone") { it.eventId == own && it.reactions.isEmpty() }
}

private suspend fun takeBack(
    play: Play,
    room: RoomId,
) {
    val (anouk, bram) = play.anouk to play.bram
    val slip = "Dit had ik niet hier willen sturen"
    anouk.sends(room, slip)
    bram.sees(room, slip)
    val own = anouk.sees(room, slip)
    anouk.inRoom(room) { it.redact(own, "verkeerde kamer") }
    bram.seesLine(room, "the message taken back") { it.eventId == own && it.redacted?.reason == "verkeerde kamer" }
}
