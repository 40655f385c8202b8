package eu.griffie.ui.conversation

import eu.griffie.core.EarlierText
import eu.griffie.core.Label
import eu.griffie.core.Language
import eu.griffie.core.Light
import eu.griffie.core.RowContent
import eu.griffie.ui.labels.left
import java.time.Duration
import java.time.LocalDate
import java.time.ZoneOffset
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue

class LinesTest {
    private fun shown(
        unread: Int,
        vararg rows: eu.griffie.core.TimelineRow,
    ) = lines(rows.toList(), unread, earlier = false, ZoneOffset.UTC)

    @Test
    fun `one person is named once until somebody else speaks, or a pause`() {
        val rows =
            arrayOf(
                said("1"),
                said("2", at = noon.plusSeconds(60)),
                said("3", by = "bram", at = noon.plusSeconds(61)),
                said("4", by = "bram", at = noon.plus(Duration.ofMinutes(9))),
            )
        val opens = shown(0, *rows).filterIsInstance<Line.Said>().map { it.opens }
        assertEquals(listOf(true, false, true, true), opens)
    }

    @Test
    fun `a new day is announced once`() {
        val days = shown(0, said("1"), said("2", at = noon.plus(Duration.ofDays(1)))).filterIsInstance<Line.Day>()
        assertEquals(listOf(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21)), days.map { it.day })
    }

    @Test
    fun `unread begins before the first message of another that was not read`() {
        val keys = shown(1, said("1", by = "bram"), said("2", by = "bram"), said("3")).map { it.key }
        assertEquals(listOf("day 2026-11-20", "1", "unread", "2", "3"), keys)
    }

    @Test
    fun `what happened stands between what was said`() {
        val made = said("1", content = RowContent.Created)
        assertEquals(Line.Happened(made), shown(0, made).last())
    }

    @Test
    fun `a mark is set only by a green light that was asked for after the message was seen, and stays`() {
        val one = said("1")
        val two = said("2")
        val marks = Marks().after(listOf(one), Light.GREEN)
        assertEquals(Mark.KEPT, marks.of(one, noon))
        assertEquals(Mark.QUEUED, marks.of(two, noon))
        assertTrue(marks.waits(listOf(one, two)))
        val later = marks.after(listOf(one, two), Light.ATTENTION)
        assertEquals(listOf(Mark.KEPT, Mark.ATTENTION), listOf(one, two).map { later.of(it, noon) })
        val edited = one.copy(versions = listOf(EarlierText(noon, "1")))
        assertEquals(Mark.QUEUED, marks.of(edited, noon))
        assertFalse(marks.waits(listOf(one)))
    }

    @Test
    fun `where unread begins is not said before all of it is here`() {
        val rows = listOf(said("1", by = "bram"), said("2", by = "bram"))
        assertFalse(Line.Unread in lines(rows, 3, earlier = true, ZoneOffset.UTC))
        assertEquals(Line.Unread, lines(rows, 3, earlier = false, ZoneOffset.UTC)[1])
    }

    @Test
    fun `no green light marks what is set aside until it followed`() {
        val open = said("1").copy(labelUntil = noon.plusSeconds(60))
        val own = open.copy(label = Label.PRIVATE)
        val marks = Marks().after(listOf(open, own), Light.GREEN)
        assertEquals(listOf(Mark.REVIEW, Mark.PRIVATE), listOf(open, own).map { marks.of(it, noon) })
        assertEquals(Mark.QUEUED, marks.of(open, noon.plusSeconds(61)), "the window is over and it goes now")
        assertEquals(Mark.PRIVATE, marks.of(own, noon.plusSeconds(61)), "a label keeps it for good")
        val followed = open.copy(labelUntil = null)
        assertTrue(marks.waits(listOf(followed)))
        assertEquals(Mark.KEPT, marks.after(listOf(followed), Light.GREEN).of(followed, noon))
    }

    @Test
    fun `time left is said in the largest unit that says it`() {
        val said =
            listOf(Duration.ofDays(3), Duration.ofHours(47), Duration.ofMinutes(90), Duration.ZERO)
                .map { left(noon.plus(it), noon, Language.DUTCH) }
        assertEquals(listOf("3 dagen", "47 uur", "90 minuten", "1 minuten"), said)
    }

    @Test
    fun `a vote comes, goes, and takes the place of another where one may choose one`() {
        assertEquals(listOf("b"), chosen(listOf("a"), "b", most = 1))
        assertEquals(emptyList(), chosen(listOf("a"), "a", most = 1))
        assertEquals(listOf("a", "b"), chosen(listOf("a"), "b", most = 2))
    }

    @Test
    fun `names are offered while they are typed, and become mentions`() {
        val bram = member("bram", "Bram Jansen")
        val begun = Draft("Dag @br")
        assertEquals(listOf(bram), begun.suggestions(listOf(bram)))
        assertEquals("Dag @Bram Jansen ", begun.naming(bram))
        assertEquals(emptyList(), Draft("Dag").suggestions(listOf(bram)))
        assertEquals(listOf(bram.userId), Draft("Dag @Bram Jansen!").composed(listOf(bram)).mentions)
    }
}
