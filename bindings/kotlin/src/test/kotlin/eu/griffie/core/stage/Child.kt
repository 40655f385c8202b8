package eu.griffie.core.stage

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/** A further virtual machine with the class path of the tests: for what must be killed, or starts anew. */
class Child(
    main: String,
    arguments: List<String>,
    options: List<String> = emptyList(),
    before: List<Path> = emptyList(),
) : AutoCloseable {
    private val log = Files.createTempFile(Files.createDirectories(Path.of("target/children")), "child", ".log")
    private val process: Process =
        ProcessBuilder(command(main, arguments, options, before)).redirectError(log.toFile()).start()
    private val output = process.inputReader()

    /** Reads lines up to one like this and returns it. */
    fun awaits(like: (String) -> Boolean): String =
        checkNotNull(watched { output.lineSequence().firstOrNull(like) }) {
            "the child ended with ${process.waitFor()} first:\n${Files.readString(log)}"
        }

    /** Types a line. */
    fun types(line: String) {
        process.outputStream.write("$line\n".toByteArray())
        process.outputStream.flush()
    }

    /** Ends its input, and waits until it ends by itself; returns its exit code and what it still said. */
    fun ends(): Pair<Int, List<String>> {
        process.outputStream.close()
        val said = watched { output.readLines() }
        check(process.waitFor(2, TimeUnit.MINUTES)) { "the child does not end" }
        return process.exitValue() to said
    }

    /** SIGKILL in whatever it was doing; returns what it had said before. */
    fun kill(): List<String> {
        // Not by the process itself, which would close its output before it is read.
        process.toHandle().destroyForcibly()
        val said = output.readLines()
        process.waitFor()
        return said
    }

    /** What it wrote to its standard error. */
    fun complaints(): String = Files.readString(log)

    override fun close() {
        process.destroyForcibly().waitFor()
    }

    /** Reads; a child that has not said it after three minutes hangs, and is ended, so that reading ends too. */
    private fun <T> watched(read: () -> T): T {
        val later = CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES)
        val end = CompletableFuture.runAsync({ process.toHandle().destroyForcibly() }, later)
        return try {
            read()
        } finally {
            end.cancel(false)
        }
    }

    private companion object {
        fun command(
            main: String,
            arguments: List<String>,
            options: List<String>,
            before: List<Path>,
        ): List<String> {
            val path = (before.map(Path::toString) + System.getProperty("java.class.path")).joinToString(":")
            val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            return listOf(java, "-Xmx256m", library) + options + listOf("-cp", path, main) + arguments
        }
    }
}
