package eu.griffie.ui.texts

import eu.griffie.core.Language

/**
 * Something the screens say, in the four languages: the entries of enums, so that none can be added without all of them. `%s` stands
 * for what is filled in. Sentences about what went wrong are not here: they come from the core ([eu.griffie.core.describe]).
 */
interface Phrase {
    val nl: String
    val en: String
    val de: String
    val fr: String

    /** The words in a language, with what is filled in. */
    fun say(
        language: Language,
        vararg parts: Any,
    ): String =
        of(language).split("%s").reduceIndexed { at, text, after ->
            text + parts.getOrElse(at - 1) { "" } + after
        }

    /** The words as they stand, `%s` included. */
    fun of(language: Language): String =
        when (language) {
            Language.DUTCH -> nl
            Language.ENGLISH -> en
            Language.GERMAN -> de
            Language.FRENCH -> fr
        }
}

/** Everything the screens say. */
val phrases: List<Phrase> get() =
    Word.entries + LabelWord.entries + SafetyWord.entries + RuleWord.entries +
        MoreWord.entries
