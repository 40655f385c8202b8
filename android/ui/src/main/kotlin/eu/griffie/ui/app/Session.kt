package eu.griffie.ui.app

import eu.griffie.core.ArchiveState
import eu.griffie.core.Griffie
import eu.griffie.core.Language
import eu.griffie.core.RoomId
import eu.griffie.core.SignInState
import eu.griffie.core.UserId
import eu.griffie.core.archiveFlow
import eu.griffie.core.signInFlow
import eu.griffie.ui.notices.Muted
import eu.griffie.ui.notices.Notices
import eu.griffie.ui.rules.Houses
import eu.griffie.ui.safety.Verifying
import eu.griffie.ui.texts.languageOf
import eu.griffie.ui.texts.locale
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/** Where the person is in the app. */
sealed interface Place {
    data object Rooms : Place

    data object Begin : Place

    data object Archive : Place

    data object Settings : Place

    data object Rules : Place

    data object About : Place

    data class Chat(
        val room: RoomId,
    ) : Place

    data class Members(
        val room: RoomId,
    ) : Place

    /** Somebody's keys, come to from a room. */
    data class Keys(
        val room: RoomId,
        val user: UserId,
        val name: String,
    ) : Place

    /** A verification; [back] is where it began. */
    data class Verify(
        val flow: String,
        val back: Place,
    ) : Place
}

/** One core, one person, one window: where they are and which language they read. */
class Session(
    val griffie: Griffie,
    val host: Host,
    val scope: CoroutineScope,
) {
    val acts = Acts(scope)
    val signIn: Flow<SignInState> = griffie.signInFlow()
    val archive: Flow<ArchiveState> = griffie.archiveFlow()
    private val here = MutableStateFlow<Place>(Place.Rooms)
    private val spoken =
        MutableStateFlow(
            languageOf(
                host.kept("language") ?: java.util.Locale
                    .getDefault()
                    .language,
            ),
        )
    val place: StateFlow<Place> = here
    val language: StateFlow<Language> = spoken
    val muted = Muted(host)
    val houses = Houses(griffie, host, acts, language, scope)
    val verifying = Verifying(griffie, host, acts)
    val notices = Notices(griffie, acts, houses.state, language, muted.rooms)

    fun go(to: Place) {
        here.value = to
    }

    fun speak(language: Language) {
        host.keep("language", language.locale.language)
        spoken.value = language
    }

    fun start() = acts.act { griffie.start() }
}
