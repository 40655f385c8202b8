package eu.griffie.core.boundary

import eu.griffie.core.stage.Stage
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put
import java.nio.file.Files
import java.nio.file.Path
import java.util.TreeMap

/** What was measured: told to the stage, and kept in target/kotlin-bench.json. */
object Figures {
    private val file = Path.of("target/kotlin-bench.json")
    private val kept = TreeMap<String, Number>()

    /** A figure with its unit: `diff of 50 rows`, `us`. */
    @Synchronized
    fun put(
        name: String,
        value: Number,
        unit: String,
    ) {
        kept["$name ($unit)"] = value
        Files.writeString(file, JsonObject(kept.mapValues { JsonPrimitive(it.value) }).toString() + "\n")
        val measure =
            buildJsonObject {
                put("name", "kotlin: $name")
                put("value", value)
                put("unit", unit)
            }
        Stage.control("measure", measure)
    }

    /** The middle of many runs, in microseconds. */
    inline fun median(
        runs: Int,
        action: () -> Unit,
    ): Double =
        List(runs) {
            val start = System.nanoTime()
            action()
            System.nanoTime() - start
        }.sorted()[runs / 2] / 1_000.0
}

/** What this process holds. */
data class Footprint(
    val heap: Long,
    val resident: Long,
    val threads: Int,
) {
    companion object {
        /** After everything that can go is gone. */
        fun now(): Footprint {
            repeat(3) {
                System.gc()
                Thread.sleep(100)
            }
            val runtime = Runtime.getRuntime()
            val resident = status("VmRSS").removeSuffix("kB").trim().toLong() * 1024
            return Footprint(runtime.totalMemory() - runtime.freeMemory(), resident, status("Threads").toInt())
        }

        /** A line of proc_pid_status(5). */
        private fun status(name: String): String {
            val lines = Files.readAllLines(Path.of("/proc/self/status"))
            return lines.first { it.startsWith("$name:") }.substringAfter(":").trim()
        }
    }
}
