package eu.griffie.ui.texts

import java.text.Normalizer

/**
 * What somebody wrote, so that it stays in its own place on the screen: letters that turn the reading direction of what follows are
 * left out, and no more than three signs are put on one letter. The archive has it as it came.
 */
fun tame(text: String): String {
    if (text.all { it.code in PLAIN }) return text
    return buildString(text.length) {
        var marks = 0
        for (letter in text) {
            marks = if (isMark(letter)) marks + 1 else 0
            if (letter !in TURNING && marks <= MOST_MARKS) append(letter)
        }
    }
}

/** The same on one line. */
fun tameLine(text: String): String = tame(text).replace('\n', ' ').trim()

/** What a name looks like: names that are another person's and look the same have the same looks. */
fun looks(name: String): String =
    Normalizer
        .normalize(tameLine(name), Normalizer.Form.NFKD)
        .filterNot { isMark(it) || it.isWhitespace() || it in INVISIBLE }
        .map { ALIKE[it] ?: ALIKE[it.lowercaseChar()] ?: it.lowercaseChar() }
        .joinToString("")

private fun isMark(letter: Char) =
    letter.category.let {
        it == CharCategory.NON_SPACING_MARK || it == CharCategory.ENCLOSING_MARK
    }

private val PLAIN = 0x09..0x7E
private const val MOST_MARKS = 3

/** Embeddings, overrides and isolates (UAX 9). */
private val TURNING = ('\u202A'..'\u202E') + ('\u2066'..'\u2069')
private val INVISIBLE = ('\u200B'..'\u200F') + '\u2060' + '\uFEFF' + '\u00AD'

/** Letters that most typefaces draw alike (of UTS 39, those of keyboards in use here). */
private val ALIKE: Map<Char, Char> =
    "аеорсухіјѕӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαρνκιВКМНТ01Il|"
        .zip("aeopcyxijslabezhlkmnoptyxoapvkibkmhtollll")
        .toMap()
