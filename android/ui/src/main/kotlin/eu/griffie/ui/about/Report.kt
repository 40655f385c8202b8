package eu.griffie.ui.about

import eu.griffie.core.FeedbackState
import eu.griffie.core.Griffie
import eu.griffie.core.SettingSources
import eu.griffie.core.Severity
import eu.griffie.core.version
import eu.griffie.ui.app.Acts
import eu.griffie.ui.app.Host
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.withContext
import java.nio.file.Files

/** A report about a problem: states, counts and versions of the core's own making, so that no name or content can be in it. */
class Report(
    private val griffie: Griffie,
    private val host: Host,
    private val acts: Acts,
) {
    private val now = MutableStateFlow<List<String>?>(null)
    val lines: StateFlow<List<String>?> = now

    fun make() =
        acts.act {
            val states = griffie.deviceFeedback(SettingSources(host.managed(), host.activatedWith(), mapOf(), mapOf()))
            val library = version()
            now.value = reportLines(host.build, "${library.core} (${library.wire})", states)
        }

    /** Where the person wants it. */
    fun save() =
        acts.act {
            val lines = now.value ?: return@act
            val place = host.placeFor("report.txt") ?: return@act
            withContext(Dispatchers.IO) { Files.write(place, lines) }
        }
}

/** The report: a line for the build, and one for each state. */
fun reportLines(
    build: String,
    library: String,
    states: List<FeedbackState>,
): List<String> =
    listOf("app $build", "core $library") +
        states.map { "${if (it.severity == Severity.ERROR) "!" else " "} ${it.key} ${it.data}" }
