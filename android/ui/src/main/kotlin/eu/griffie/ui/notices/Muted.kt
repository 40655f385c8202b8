package eu.griffie.ui.notices

import eu.griffie.core.RoomId
import eu.griffie.ui.app.Host
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update

/** Rooms that make no sound on this device. They are archived like the others. */
class Muted(
    private val host: Host,
) {
    private val now =
        MutableStateFlow(
            host
                .kept(NAME)
                .orEmpty()
                .lines()
                .filter(String::isNotBlank)
                .map(::RoomId)
                .toSet(),
        )
    val rooms: StateFlow<Set<RoomId>> = now

    fun turn(room: RoomId) {
        now.update { if (room in it) it - room else it + room }
        host.keep(NAME, now.value.joinToString("\n") { it.value })
    }

    private companion object {
        const val NAME = "muted"
    }
}
