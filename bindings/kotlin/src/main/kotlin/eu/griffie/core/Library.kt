package eu.griffie.core

/**
 * The native library cannot be used. The app is put together wrongly: nothing that a person does helps, and no data was touched.
 *
 * [message] says in one sentence what does not fit.
 */
class LibraryUnusable internal constructor(
    message: String,
    cause: Throwable,
) : IllegalStateException(message, cause)

/**
 * Loads the native library and checks that it belongs to these classes. Call it first: without it the first call of another kind fails
 * with an error of the virtual machine that says less.
 *
 * @throws LibraryUnusable when the library is not there, or is of another version
 */
fun loadGriffie() {
    try {
        uniffiEnsureInitialized()
    } catch (error: LinkageError) {
        throw LibraryUnusable(sentence(error), error)
    } catch (error: RuntimeException) {
        throw LibraryUnusable(sentence(error), error)
    }
}

private fun sentence(error: Throwable): String {
    val causes = generateSequence(error) { it.cause }
    return when {
        causes.any { it is UnsatisfiedLinkError } -> {
            "The native library griffie_ffi is not there for this machine, or it lacks a function: " +
                "put the one of this version into the app."
        }

        else -> {
            "The native library griffie_ffi and the Kotlin classes of eu.griffie.core are of different versions: " +
                "build both from the same source."
        }
    }
}
