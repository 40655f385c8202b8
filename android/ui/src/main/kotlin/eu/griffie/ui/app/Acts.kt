package eu.griffie.ui.app

import eu.griffie.core.GriffieException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** What people do: each act runs beside the screen, and what the core answers to it becomes a sentence there. */
class Acts(
    private val scope: CoroutineScope,
) {
    private val trouble = MutableStateFlow<GriffieException?>(null)
    private val running = MutableStateFlow(0)

    /** Why the last act was not done; null when it was, or when the person has seen the sentence. */
    val error: StateFlow<GriffieException?> = trouble

    /** How many acts are on their way. */
    val busy: StateFlow<Int> = running

    /** Does something. */
    fun act(action: suspend () -> Unit): Job =
        ask {
            running.update { it + 1 }
            try {
                action()
            } finally {
                running.update { it - 1 }
            }
        }

    /** Finds something out, without anybody waiting for it. */
    fun ask(action: suspend () -> Unit): Job =
        scope.launch {
            try {
                action()
            } catch (error: GriffieException) {
                trouble.value = error
            }
        }

    /** The person has read the sentence. */
    fun seen() {
        trouble.value = null
    }
}
