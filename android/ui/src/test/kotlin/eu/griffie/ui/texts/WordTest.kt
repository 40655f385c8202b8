package eu.griffie.ui.texts

import eu.griffie.core.Language
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

class WordTest {
    @Test
    fun `every word is there in every language, with the same blanks`() {
        for (word in Word.entries) {
            val blanks = word.of(Language.DUTCH).split("%s").size
            for (language in Language.entries) {
                assertTrue(word.of(language).isNotBlank(), "$word in $language")
                assertEquals(blanks, word.of(language).split("%s").size, "blanks of $word in $language")
            }
        }
    }

    @Test
    fun `what is filled in stands where it belongs, also when it looks like a blank`() {
        assertEquals("👍 door Bram", Word.REACTION.say(Language.DUTCH, "👍", "Bram"))
        assertEquals("Einladung von 100%", Word.INVITED_BY.say(Language.GERMAN, "100%"))
        assertEquals("%s door Bram", Word.REACTION.say(Language.DUTCH, "%s", "Bram"))
    }
}
