package eu.griffie.core.boundary

import eu.griffie.core.LibraryUnusable
import eu.griffie.core.loadGriffie
import eu.griffie.core.stage.Child
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.objectweb.asm.ClassReader
import org.objectweb.asm.ClassVisitor
import org.objectweb.asm.ClassWriter
import org.objectweb.asm.MethodVisitor
import org.objectweb.asm.Opcodes
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.assertContains
import kotlin.test.assertEquals

/** Loads the library and says what becomes of it. */
object Loader {
    @JvmStatic
    fun main(arguments: Array<String>) {
        try {
            loadGriffie()
            println("loaded")
        } catch (unusable: LibraryUnusable) {
            println("unusable: ${unusable.message}")
        }
    }
}

/** Library and classes that do not belong together: a sentence, not a crash. */
class VersionsTest {
    @Test
    fun `library and classes of one version load`() {
        assertEquals("loaded", said())
    }

    @Test
    fun `classes generated from another surface are refused with a sentence`(
        @TempDir other: Path,
    ) {
        otherVersion("uniffiCheckApiChecksums", other)
        assertContains(said(before = listOf(other)), "are of different versions: build both from the same source")
    }

    @Test
    fun `classes of another uniffi are refused with a sentence`(
        @TempDir other: Path,
    ) {
        otherVersion("uniffiCheckContractApiVersion", other)
        assertContains(said(before = listOf(other)), "are of different versions: build both from the same source")
    }

    @Test
    fun `a missing library is told with a sentence`(
        @TempDir empty: Path,
    ) {
        // By its full name: a jar on the class path may hold the library, and then it is never missing.
        val missing = empty.resolve("libgriffie_ffi.so")
        val options = listOf("-Duniffi.component.griffie_ffi.libraryOverride=$missing")
        assertContains(said(options), "is not there for this machine")
    }

    @Test
    fun `a file that is no library is told with a sentence`(
        @TempDir folder: Path,
    ) {
        val broken = Files.writeString(folder.resolve("libgriffie_ffi.so"), "no library")
        val options = listOf("-Duniffi.component.griffie_ffi.libraryOverride=$broken")
        assertContains(said(options), "is not there for this machine")
    }

    private fun said(
        options: List<String> = emptyList(),
        before: List<Path> = emptyList(),
    ): String =
        Child("eu.griffie.core.boundary.Loader", emptyList(), options, before).use { child ->
            val (code, lines) = child.ends()
            assertEquals(0, code, child.complaints())
            lines.single()
        }

    /** Writes the generated class anew with every number that this check compares with one higher. */
    private fun otherVersion(
        check: String,
        folder: Path,
    ) {
        val name = "eu/griffie/core/Griffie_ffiKt.class"
        val bytes = checkNotNull(javaClass.classLoader.getResourceAsStream(name)) { name }.use { it.readBytes() }
        val writer = ClassWriter(ClassWriter.COMPUTE_MAXS)
        ClassReader(bytes).accept(OneHigher(check, writer), 0)
        val changed = folder.resolve(name)
        Files.createDirectories(changed.parent)
        Files.write(changed, writer.toByteArray())
    }
}

private class OneHigher(
    private val check: String,
    next: ClassVisitor,
) : ClassVisitor(Opcodes.ASM9, next) {
    override fun visitMethod(
        access: Int,
        name: String,
        descriptor: String,
        signature: String?,
        exceptions: Array<String>?,
    ): MethodVisitor {
        val method = super.visitMethod(access, name, descriptor, signature, exceptions)
        return if (name == check) Compare(method) else method
    }

    private class Compare(
        next: MethodVisitor,
    ) : MethodVisitor(Opcodes.ASM9, next) {
        override fun visitJumpInsn(
            opcode: Int,
            label: org.objectweb.asm.Label,
        ) {
            if (opcode == Opcodes.IF_ICMPEQ) {
                visitInsn(Opcodes.ICONST_1)
                visitInsn(Opcodes.IADD)
            }
            super.visitJumpInsn(opcode, label)
        }
    }
}
