package eu.griffie.ui.people

import kotlinx.serialization.json.Json
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

/** The real homeserver, gateway and vault that `griffie-stage` started around these tests. */
object Stage {
    private val script by lazy {
        val file = checkNotNull(System.getenv("GRIFFIE_STAGE")) { "run these tests with `cargo xtask test android`" }
        Json.parseToJsonElement(Files.readString(Path.of(file))).jsonObject
    }

    /** A folder for the phones' data. */
    val phones: Path get() = Path.of(script.getValue("phones").jsonPrimitive.content)

    /** Name and activation link of each person. */
    val people: List<Pair<String, String>>
        get() =
            script.getValue("people").jsonArray.map {
                val person = it.jsonObject
                person.getValue("name").jsonPrimitive.content to person.getValue("link").jsonPrimitive.content
            }

    /** Tells that these people must have this file in the archive, to the byte. */
    fun sent(
        file: Path,
        custodians: List<String>,
    ) {
        val digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))
        val order =
            buildJsonObject {
                put("sha256", digest.joinToString("") { "%02x".format(it) })
                putJsonArray("custodians") { custodians.forEach { add(JsonPrimitive(it)) } }
            }
        order("sent", "$order")
    }

    /** The root signs these rules (docs/formats/policy.md). */
    fun policy(
        version: Int,
        rules: String,
    ) = order("policy", """{"version": $version, "rules": $rules}""")

    /** The gateway takes nothing more from this device. */
    fun revoke(device: String) = order("revoke", """{"device": "$device"}""")

    private fun order(
        what: String,
        body: String,
    ) {
        val request =
            HttpRequest
                .newBuilder(URI.create("${script.getValue("control").jsonPrimitive.content}/$what"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
        val answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString())
        check(answer.statusCode() / 100 == 2) { "${answer.statusCode()} ${answer.body()}" }
    }
}
