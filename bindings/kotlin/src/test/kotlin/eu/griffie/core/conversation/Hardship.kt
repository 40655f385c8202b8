package eu.griffie.core.conversation

import eu.griffie.core.RoomId
import eu.griffie.core.stage.Child
import eu.griffie.core.stage.Stage

/** More messages than one sync carries (Synapse cuts at 100). */
private const val WHILE_OFF = 300

/** What phones and servers go through: off for a while, killed in mid-conversation, a gateway that is away. */
suspend fun hardship(
    play: Play,
    room: RoomId,
) {
    phoneOff(play, room)
    phoneKilled(play, room)
    gatewayAway(play, room)
}

private suspend fun phoneOff(
    play: Play,
    room: RoomId,
) {
    play.step("Bram's phone is off while $WHILE_OFF messages arrive")
    play.bram.switchOff()
    val texts = (1..WHILE_OFF).map { "$it: ${play.random.sentence()}" }
    texts.forEachIndexed { number, text ->
        (if (number % 2 == 0) play.anouk else play.celine).sends(room, text)
    }
    play.anouk.sees(room, texts.last())
    play.celine.sees(room, texts.last())
    play.step("Bram's phone is on again and fills its gap")
    play.bram.switchOn()
    play.bram.sees(room, texts.last())
}

/** Celine's phone is a process of its own for a while, which dies while she writes, twice. */
private suspend fun phoneKilled(
    play: Play,
    room: RoomId,
) {
    play.step("Celine's phone is killed (SIGKILL) while she writes, twice")
    for (round in 1..2) {
        play.celine.switchOff()
        val mark = "Ronde $round"
        val taken =
            Child("eu.griffie.core.stage.Writer", listOf("${play.celine.dir}", room.value, mark)).use { phone ->
                repeat(4) { phone.awaits { it.startsWith(mark) } }
                listOf(phone.awaits { it.startsWith(mark) }) + phone.kill()
            }
        play.anouk.sends(room, play.random.sentence())
        play.celine.switchOn()
        play.anouk.sees(room, taken.last { it.startsWith(mark) })
    }
    play.celine.sends(room, "Mijn telefoon viel uit, ben er weer")
    play.anouk.sees(room, "Mijn telefoon viel uit, ben er weer")
}

private suspend fun gatewayAway(
    play: Play,
    room: RoomId,
) {
    play.step("The gateway is killed; people chat on; it comes back")
    Stage.control("gateway/stop")
    repeat(2) {
        for (person in listOf(play.anouk, play.bram, play.celine)) {
            person.sends(room, play.random.sentence())
            person.griffie.routeNow()
        }
    }
    play.anouk.sends(room, "Zonder archief gaat niets verloren")
    play.bram.sees(room, "Zonder archief gaat niets verloren")
    Stage.control("gateway/start")
}
