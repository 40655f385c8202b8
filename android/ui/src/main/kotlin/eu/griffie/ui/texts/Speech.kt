package eu.griffie.ui.texts

import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.compositionLocalOf
import eu.griffie.core.Language
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.DateTimeParseException
import java.time.format.FormatStyle
import java.util.Locale

/** The language the screens speak. */
val LocalLanguage = compositionLocalOf { Language.DUTCH }

/** A text of the app in the language of the screen. */
@Composable
@ReadOnlyComposable
fun say(
    word: Phrase,
    vararg parts: Any,
): String = word.say(LocalLanguage.current, *parts)

/** What the system calls this language. */
val Language.locale: Locale
    get() =
        when (this) {
            Language.DUTCH -> Locale.forLanguageTag("nl-NL")
            Language.ENGLISH -> Locale.forLanguageTag("en-GB")
            Language.GERMAN -> Locale.forLanguageTag("de-DE")
            Language.FRENCH -> Locale.forLanguageTag("fr-FR")
        }

/** What the language calls itself. */
val Language.ownName: String
    get() =
        when (this) {
            Language.DUTCH -> "Nederlands"
            Language.ENGLISH -> "English"
            Language.GERMAN -> "Deutsch"
            Language.FRENCH -> "Français"
        }

/** The language of a tag such as `nl`; Dutch when it is none of ours. */
fun languageOf(tag: String): Language = Language.entries.find { it.locale.language == tag } ?: Language.DUTCH

/** The time of day. */
fun clock(
    at: Instant,
    language: Language,
): String =
    DateTimeFormatter
        .ofLocalizedTime(
            FormatStyle.SHORT,
        ).withLocale(language.locale)
        .format(at.atZone(ZoneId.systemDefault()))

/** A day as people name it. */
fun day(
    of: LocalDate,
    today: LocalDate,
    language: Language,
): String =
    when (of) {
        today -> Word.TODAY.say(language)
        today.minusDays(1) -> Word.YESTERDAY.say(language)
        else -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language.locale).format(of)
    }

/** A day in numbers, as people type it. */
fun short(
    day: LocalDate,
    language: Language,
): String = shortDay(language).format(day)

/** The day that somebody typed, as [short] writes it or as ISO 8601 does; null when it is none. */
fun dateOf(
    text: String,
    language: Language,
): LocalDate? =
    listOf(shortDay(language), DateTimeFormatter.ISO_LOCAL_DATE).firstNotNullOfOrNull { form ->
        try {
            LocalDate.parse(text.trim(), form)
        } catch (_: DateTimeParseException) {
            null
        }
    }

private fun shortDay(language: Language) =
    DateTimeFormatter.ofPattern(
        when (language) {
            Language.DUTCH -> "d-M-yyyy"
            Language.GERMAN -> "d.M.yyyy"
            Language.ENGLISH, Language.FRENCH -> "d/M/yyyy"
        },
    )
