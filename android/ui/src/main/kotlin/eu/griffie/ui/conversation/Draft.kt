package eu.griffie.ui.conversation

import eu.griffie.core.FileFamily
import eu.griffie.core.MemberRow
import eu.griffie.core.RowContent
import eu.griffie.core.TextDraft
import eu.griffie.core.TimelineRow

/** What is being written, and for what: a new message, an answer, or another text for an own one. */
data class Draft(
    val text: String = "",
    val replyTo: TimelineRow? = null,
    val editing: TimelineRow? = null,
)

/** The text with the people whom it names. */
fun Draft.composed(members: List<MemberRow>): TextDraft {
    val mentioned = members.filter { member -> member.displayName?.let { "@$it" in text } == true }
    return TextDraft(text.trim(), mentions = mentioned.map { it.userId })
}

/** Whose names could end what is being written: after an @ and the first letters. */
fun Draft.suggestions(members: List<MemberRow>): List<MemberRow> {
    val begun = text.substringAfterLast('@', missingDelimiterValue = " ")
    if (begun.contains(' ')) return emptyList()
    return members.filter { it.displayName?.startsWith(begun, ignoreCase = true) == true }.take(SUGGESTIONS)
}

/** The draft with this person named in the place of what was begun. */
fun Draft.naming(member: MemberRow): String = text.substringBeforeLast('@') + "@${member.displayName} "

private const val SUGGESTIONS = 3

private val pictureEndings = setOf("jpg", "jpeg", "png", "gif", "webp")

/** Whether a file is called as pictures are. */
fun isPicture(path: String): Boolean = path.substringAfterLast('.', "").lowercase() in pictureEndings

/** Whether the line is a picture whose bytes can be had. */
val TimelineRow.hasPicture: Boolean
    get() {
        val file = (content as? RowContent.File)?.file ?: return false
        return redacted == null && (file.family == FileFamily.IMAGE || file.family == FileFamily.STICKER)
    }
