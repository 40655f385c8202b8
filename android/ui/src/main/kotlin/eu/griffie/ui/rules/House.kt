package eu.griffie.ui.rules

import eu.griffie.core.Griffie
import eu.griffie.core.HouseRules
import eu.griffie.core.LabelChoice
import eu.griffie.core.Language
import eu.griffie.core.SettingSources
import eu.griffie.core.SettledSettings
import eu.griffie.core.archiveFlow
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import eu.griffie.ui.brand.Brand
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.launch

/** What holds here now, by the organisation's policy, its device manager, this app and the person. */
data class House(
    val rules: HouseRules? = null,
    val labels: LabelChoice? = null,
    val settled: SettledSettings? = null,
) {
    /** Whether policy forbids this, by its name there: `files`, `edit` ... */
    fun forbids(what: String) = what in rules?.blocked.orEmpty()

    /** Whether chats show that they are archived. */
    val tells get() = settings?.disclaimerEnabled != false

    /** How much of the user's messages goes to the archive, where it is not all. */
    val scope get() = rules?.scope

    /** What is set, typed; absent until it was asked for. */
    val settings get() = settled?.settings
}

/** Asks for what holds again whenever something may have changed: a new policy comes with the archive's news. */
class Houses(
    private val griffie: Griffie,
    private val host: Host,
    private val acts: Acts,
    private val language: StateFlow<Language>,
    scope: CoroutineScope,
) {
    private val now = MutableStateFlow(House())
    private val chosen = MutableStateFlow(Chosen.read(host.kept(CHOSEN)))
    val state: StateFlow<House> = now

    init {
        scope.launch { combine(griffie.archiveFlow(), language, chosen) { _, _, own -> own }.collect(::look) }
    }

    /** The person chooses; nothing takes the choice back. What others fixed stays as they fixed it. */
    fun choose(
        key: String,
        value: String?,
    ) {
        val own = Chosen(chosen.value.values.filterKeys { it != key } + listOfNotNull(value?.let { key to it }))
        host.keep(CHOSEN, own.write())
        chosen.value = own
    }

    private fun look(own: Chosen) {
        acts.ask {
            val sources = SettingSources(host.managed(), host.activatedWith(), builtIn(), own.values)
            now.value =
                House(griffie.houseRules(), griffie.labelChoice(), griffie.deviceSettings(sources, language.value))
        }
    }

    private companion object {
        const val CHOSEN = "settings"
    }
}

/** What the person set, by the names of the settings. */
data class Chosen(
    val values: Map<String, String> = emptyMap(),
) {
    /** A line for each. */
    fun write() = values.entries.joinToString("\n") { "${it.key}=${it.value}" }

    companion object {
        /** The choices in what [write] wrote. */
        fun read(text: String?) =
            Chosen(
                text
                    .orEmpty()
                    .lines()
                    .filter { '=' in it }
                    .associate { it.substringBefore('=') to it.substringAfter('=') },
            )
    }
}

private fun builtIn(): Map<String, String> =
    mapOf(
        "privacy_url" to Brand.PRIVACY_URL,
        "router_url" to Brand.GATEWAY_URL,
        "policy_public_key" to Brand.ROOT_KEY,
    ).filterValues(String::isNotEmpty)
