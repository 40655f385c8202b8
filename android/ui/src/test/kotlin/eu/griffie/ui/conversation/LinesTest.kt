package eu.griffie.ui.conversation

import eu.griffie.core.EarlierText
import eu.griffie.core.Light
import eu.griffie.core.RowContent
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
    ) = lines(rows.toList(), unread, ZoneOffset.UTC)

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
        assertEquals(Mark.KEPT, marks.of(one))
        assertEquals(Mark.QUEUED, marks.of(two))
        assertTrue(marks.waits(listOf(one, two)))
        val later = marks.after(listOf(one, two), Light.ATTENTION)
        assertEquals(listOf(Mark.KEPT, Mark.ATTENTION), listOf(one, two).map(later::of))
        val edited = one.copy(versions = listOf(EarlierText(noon, "1")))
        assertEquals(Mark.QUEUED, marks.of(edited))
        assertFalse(marks.waits(listOf(one)))
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
