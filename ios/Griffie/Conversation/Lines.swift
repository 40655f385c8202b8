import GriffieKit
import SwiftUI

/// What was said, oldest first, from the newest up: earlier pages come when the first line comes into view.
struct Lines: View {
    @Environment(Session.self) private var session
    let chat: Conversation
    @State private var atNewest = true

    var body: some View {
        ScrollViewReader { proxy in
            ScrollView {
                LazyVStack(spacing: 0) {
                    if chat.earlier {
                        ProgressView()
                            .frame(minHeight: touch)
                            .accessibilityLabel(session.say(Word.opening))
                            // Another one for each page: a short page leaves it in view, where it would not appear again.
                            .id("before \(chat.lines.count)")
                            .onAppear { chat.loadEarlier() }
                    }
                    ForEach(chat.lines) { LineView(line: $0, chat: chat) }
                    Color.clear.frame(height: 1).id(bottom).onAppear { atNewest = true }.onDisappear { atNewest = false }
                }
            }
            .defaultScrollAnchor(.bottom)
            .scrollDismissesKeyboard(.interactively)
            .overlay(alignment: .bottomTrailing) { jumps(proxy) }
            .onChange(of: chat.goal) { reach(proxy) }
            .onChange(of: chat.lines.count) { reach(proxy) }
        }
    }

    private let bottom = "newest"

    private func reach(_ proxy: ScrollViewProxy) {
        if let goal = chat.goal, chat.lines.contains(where: { $0.id == goal }) {
            proxy.scrollTo(goal, anchor: .center)
            chat.arrived()
        } else if atNewest && chat.goal == nil {
            proxy.scrollTo(bottom, anchor: .bottom)
        }
    }

    private func jumps(_ proxy: ScrollViewProxy) -> some View {
        VStack(spacing: 8) {
            if chat.hasUnread && !atNewest {
                jump(.up, Word.toUnread) { chat.toUnread() }
            }
            if !atNewest {
                jump(.down, Word.toNewest) { proxy.scrollTo(bottom, anchor: .bottom) }
            }
        }
        .padding(12)
    }

    private func jump(_ sign: Sign, _ word: Phrase, _ go: @escaping @MainActor () -> Void) -> some View {
        SignButton(sign, session.say(word), action: go).background(Ink.surfaceVariant, in: .circle)
    }
}
