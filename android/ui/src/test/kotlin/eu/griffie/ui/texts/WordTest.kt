package eu.griffie.ui.texts

import eu.griffie.core.Language
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue

class WordTest {
    @Test
    fun `every word is there in every language, with the same blanks`() {
        for (word in phrases) {
            val blanks = word.of(Language.DUTCH).split("%s").size
            for (language in Language.entries) {
                assertTrue(word.of(language).isNotBlank(), "$word in $language")
                assertEquals(blanks, word.of(language).split("%s").size, "blanks of $word in $language")
            }
        }
    }

    @Test
    fun `a day that was typed is read as its language writes it, or as ISO does`() {
        val day = LocalDate.of(2026, 11, 3)
        for (language in Language.entries) {
            assertEquals(day, dateOf(short(day, language), language))
            assertEquals(day, dateOf("2026-11-03", language))
            assertNull(dateOf("31-2-20x", language))
        }
    }

    @Test
    fun `what turns the reading direction or piles up on a letter is left out of what is shown`() {
        assertEquals("rekening gpj.exe", tame("rekening \u202Egpj.exe"))
        assertEquals("a\u0301\u0301\u0301b", tame("a" + "\u0301".repeat(500) + "b"))
        assertEquals("een twee", tameLine("een\ntwee "))
        val arabic = "\u0645\u0631\u062D\u0628\u0627"
        assertEquals(arabic, tame(arabic))
        assertEquals("👩‍👩‍👧", tame("👩‍👩‍👧"), "signs that are put together stay so")
    }

    @Test
    fun `names that look the same are found out, also with letters of another alphabet`() {
        assertEquals(looks("Bram Jansen"), looks("Вram\u200B Jаnsen"))
        assertEquals(looks("Anouk"), looks("anouk\u0301"))
        assertTrue(looks("Bram") != looks("Bram J"))
    }

    @Test
    fun `what is filled in stands where it belongs, also when it looks like a blank`() {
        assertEquals("👍 door Bram", Word.REACTION.say(Language.DUTCH, "👍", "Bram"))
        assertEquals("Einladung von 100%", Word.INVITED_BY.say(Language.GERMAN, "100%"))
        assertEquals("%s door Bram", Word.REACTION.say(Language.DUTCH, "%s", "Bram"))
    }
}
