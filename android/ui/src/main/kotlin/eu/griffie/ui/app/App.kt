package eu.griffie.ui.app

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eu.griffie.core.Language
import eu.griffie.core.SignInState
import eu.griffie.core.describeReason
import eu.griffie.ui.activation.Activation
import eu.griffie.ui.activation.ActivationDoes
import eu.griffie.ui.activation.ActivationScreen
import eu.griffie.ui.texts.LocalLanguage
import eu.griffie.ui.texts.Word
import eu.griffie.ui.texts.say

/** The app in its language: which screen is shown follows from where the core is in its life and where the person went. */
@Composable
fun App(session: Session) {
    val language by session.language.collectAsState()
    CompositionLocalProvider(LocalLanguage provides language) {
        Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background) {
            Column {
                val error by session.acts.error.collectAsState()
                Trouble(error, session.acts::seen)
                SignedIn(session)
            }
        }
    }
}

@Composable
private fun SignedIn(session: Session) {
    val signIn by session.signIn.collectAsState(null)
    when (val state = signIn) {
        null -> {
            Text(say(Word.OPENING), Modifier.padding(24.dp))
        }

        is SignInState.New, is SignInState.Activating -> {
            Activating(session)
        }

        is SignInState.Stopped -> {
            LaunchedEffect(session) { session.start() }
            Text(say(Word.OPENING), Modifier.padding(24.dp))
        }

        is SignInState.Running -> {
            Places(session, state.user)
        }

        is SignInState.Failed -> {
            Failed(state.reason, LocalLanguage.current) { session.start() }
        }
    }
}

@Composable
private fun Activating(session: Session) {
    val activation = remember(session) { Activation(session.griffie, session.host, session.acts) }
    val state by activation.state.collectAsState()
    val busy by session.acts.busy.collectAsState()
    ActivationScreen(
        state,
        busy > 0,
        ActivationDoes(
            activation::invited,
            activation::named,
            activation::at,
            activation::under,
            activation::accepts,
        ) { activation.activate() },
    )
}

@Composable
private fun Failed(
    reason: String,
    language: Language,
    again: () -> Unit,
) {
    Column(Modifier.padding(24.dp), Arrangement.spacedBy(12.dp)) {
        Text(say(Word.STOPPED), style = MaterialTheme.typography.titleLarge)
        Text(describeReason(reason, language))
        Choices(say(Word.AGAIN) to again)
    }
}
