package eu.griffie.core.stage

import eu.griffie.core.Invitation
import kotlinx.coroutines.runBlocking
import java.nio.file.Path

/** A phone that activates, to be killed meanwhile. */
object Activator {
    @JvmStatic
    fun main(arguments: Array<String>) =
        runBlocking {
            val (folder, link) = arguments
            val griffie = Person.open(Path.of(folder))
            println("open")
            griffie.activate(Invitation.Link(link), null)
            println("activated")
        }
}
