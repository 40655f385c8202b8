package eu.griffie.core.stage

import eu.griffie.core.UserId
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonArray
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.file.Files
import java.nio.file.Path
import java.security.MessageDigest
import java.util.concurrent.atomic.AtomicInteger

/** The homeserver, gateway and vault that `griffie-stage` started, and the people it has activation links for. */
object Stage {
    private val script: JsonObject by lazy {
        val file =
            checkNotNull(System.getenv("GRIFFIE_STAGE")) {
                "these tests need real servers: run them with `cargo xtask test kotlin`"
            }
        Json.parseToJsonElement(Files.readString(Path.of(file))).jsonObject
    }
    private val http = HttpClient.newHttpClient()
    private val next = AtomicInteger()

    /** Somebody new, whose phone is off and empty: first whom the stage has already, then others. */
    fun person(): Person {
        val number = next.getAndIncrement()
        val member =
            script
                .getValue("people")
                .jsonArray
                .getOrNull(number)
                ?.jsonObject
                ?: control("code", buildJsonObject { put("name", "Kotlin$number") })
        val phone = Path.of(script.text("phones"), "kotlin-$number")
        return Person(member.text("name"), member.text("link"), Files.createDirectories(phone))
    }

    /** Tells that these people must have this file in the archive. */
    fun sent(
        bytes: ByteArray,
        custodians: List<UserId>,
    ) {
        val order =
            buildJsonObject {
                put("sha256", sha256(bytes))
                putJsonArray("custodians") { custodians.forEach { add(JsonPrimitive(it.value)) } }
            }
        control("sent", order)
    }

    /** Says something to the other commands on the stage. */
    fun say(
        key: String,
        value: String,
    ) {
        control(
            "say",
            buildJsonObject {
                put("key", key)
                put("value", value)
            },
        )
    }

    /** Waits for what another command says. */
    fun ask(key: String): String =
        answer(HttpRequest.newBuilder(address("ask?key=$key&seconds=300")).GET()).text("value")

    /** Tells the stage what should happen: `gateway/stop`. Returns when it has happened. */
    fun control(
        order: String,
        body: JsonObject = JsonObject(emptyMap()),
    ): JsonObject =
        answer(HttpRequest.newBuilder(address(order)).POST(HttpRequest.BodyPublishers.ofString(body.toString())))

    private fun address(order: String) = URI.create("${script.text("control")}/$order")

    private fun answer(request: HttpRequest.Builder): JsonObject {
        val answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() / 100 == 2) { "${answer.uri().path}: ${answer.statusCode()} ${answer.body()}" }
        return Json.parseToJsonElement(answer.body()).jsonObject
    }

    private fun JsonObject.text(name: String) = getValue(name).jsonPrimitive.content
}

/** In lower hex. */
fun sha256(bytes: ByteArray): String =
    MessageDigest.getInstance("SHA-256").digest(bytes).joinToString("") { "%02x".format(it) }
