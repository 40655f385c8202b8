package eu.griffie.ui.desktop

import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import eu.griffie.core.Griffie
import eu.griffie.core.OpenOptions
import eu.griffie.core.loadGriffie
import eu.griffie.ui.app.App
import eu.griffie.ui.app.Session
import eu.griffie.ui.brand.Brand
import eu.griffie.ui.theme.GriffieTheme
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/** The app on a PC: `--data FOLDER` says where the person's data is; else a folder in their home. */
fun main(arguments: Array<String>) {
    val data =
        arguments
            .toList()
            .zipWithNext()
            .find { it.first == "--data" }
            ?.second
    val folder = Path.of(data ?: "${System.getProperty("user.home")}/.${Brand.ID}")
    loadGriffie()
    val griffie = runBlocking { open(folder) }
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    val session = Session(griffie, DesktopHost(folder), scope)
    application(exitProcessOnExit = false) {
        val size = rememberWindowState(size = DpSize(440.dp, 820.dp))
        Window(::exitApplication, size, title = Brand.NAME) { GriffieTheme { App(session) } }
    }
    runBlocking { griffie.use { it.stop() } }
    scope.cancel()
    exitProcess(0)
}

/** The core over a folder, with its secrets beside the data. */
suspend fun open(folder: Path): Griffie {
    Files.createDirectories(folder)
    return Griffie.open(OpenOptions("${folder.resolve("data")}"), FileSecrets(folder.resolve("secrets")), Desktop)
}
