package eu.griffie.core.conversation

import kotlin.random.Random

/** Hebrew within Dutch with isolates: an archive that strips them changes the meaning. */
const val BIDI = "Het adres is \u2067רחוב הנביאים 12\u2069, derde verdieping (\u202Bשלום\u202C)."

/** Decomposed accents (NFD): an archive that normalises them is not byte-exact. */
const val NFD = "Cafe\u0301 bij de re\u0301ception, meneer Mu\u0308ller, coo\u0308rdinatie."

/** Emoji with joiners, skin tone and a flag. */
const val EMOJI = "Gelukt! 🎉👩🏽‍💻👨‍👩‍👧‍👦🇳🇱 ❤️‍🔥"

private val OPENINGS =
    listOf("Even over het overleg van morgen:", "Voor de zekerheid:", "Terugkomend op gisteren:", "Ter info,")
private val MIDDLES =
    listOf(
        "de nota gaat vanmiddag naar de minister",
        "de cijfers over het derde kwartaal kloppen nu",
        "de brug bij Zwolle blijft een week dicht",
        "de vergunning is verleend onder voorwaarden",
    )
private val ENDINGS = listOf("Akkoord?", "Kun jij meelezen?", "Graag voor zes uur.", "Geen haast 🙂")

/** An ordinary message. */
fun Random.sentence(): String = "${OPENINGS.random(this)} ${MIDDLES.random(this)}. ${ENDINGS.random(this)}"

/** Text of exactly this many bytes. */
fun Random.longText(bytes: Int): String =
    buildString {
        while (length < bytes) append(MIDDLES.random(this@longText)).append(". ")
        setLength(bytes)
    }
