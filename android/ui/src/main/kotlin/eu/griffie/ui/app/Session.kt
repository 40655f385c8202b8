package eu.griffie.ui.app

import eu.griffie.core.ArchiveState
import eu.griffie.core.Griffie
import eu.griffie.core.Language
import eu.griffie.core.RoomId
import eu.griffie.core.SignInState
import eu.griffie.core.archiveFlow
import eu.griffie.core.signInFlow
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

    data class Chat(
        val room: RoomId,
    ) : Place

    data class Members(
        val room: RoomId,
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

    fun go(to: Place) {
        here.value = to
    }

    fun speak(language: Language) {
        host.keep("language", language.locale.language)
        spoken.value = language
    }

    fun start() = acts.act { griffie.start() }
}
