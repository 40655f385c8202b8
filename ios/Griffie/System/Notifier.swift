import GriffieCore
import GriffieKit
import UIKit
import UserNotifications

/// Notifications of what came while the app runs, and answers out of them: what they show is decided by `notified` alone.
@MainActor final class Notifier: NSObject, @preconcurrency UNUserNotificationCenterDelegate {
    nonisolated private static let category = "griffie.chat"
    private static let reply = "griffie.reply"
    private let opening: Opening
    private var shown: [RoomId: Notice] = [:]
    private var following: Task<Void, Never>?

    init(_ opening: Opening) {
        self.opening = opening
    }

    /// From now on, what is new is shown.
    func follow() {
        following = Task { [weak self] in
            guard let session = await self?.opening.open().value else { return }
            for await rooms in session.griffie.roomsStream() {
                guard let self else { return }
                await show(rooms, session)
            }
        }
    }

    private func show(_ rooms: [RoomRow], _ session: Session) async {
        // Before anybody is signed in there is nothing to tell of, and nobody is asked for leave.
        guard session.own != nil else { return }
        Shared.keep(NoticeRules(session))
        let (notices, badge) = notified(
            rooms, session.houses.state, muted: session.muted.rooms, at: Date(), session.language)
        let center = UNUserNotificationCenter.current()
        // Without leave for notifications the app works as well; the system asks once and remembers the answer.
        _ = try? await center.requestAuthorization(options: [.alert, .badge, .sound])
        center.setNotificationCategories([chat(session.language)])
        try? await center.setBadgeCount(badge)
        let now = Dictionary(notices.map { ($0.room, $0) }, uniquingKeysWith: { $1 })
        center.removeDeliveredNotifications(withIdentifiers: shown.keys.filter { now[$0] == nil }.map(\.rawValue))
        let isOpen = session.path.last.flatMap { if case .chat(let room) = $0 { room } else { nil } }
        for (room, notice) in now where shown[room] != notice && room != isOpen {
            try? await center.add(Self.request(notice))
        }
        shown = now
    }

    nonisolated private static func request(_ notice: Notice) -> UNNotificationRequest {
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.body
        content.threadIdentifier = notice.room.rawValue
        content.categoryIdentifier = notice.answerable ? category : ""
        content.sound = notice.silent ? nil : .default
        content.interruptionLevel = notice.silent ? .passive : .active
        return UNNotificationRequest(identifier: notice.room.rawValue, content: content, trigger: nil)
    }

    private func chat(_ language: Language) -> UNNotificationCategory {
        let reply = UNTextInputNotificationAction(
            identifier: Self.reply, title: Word.reply.say(language), options: [.authenticationRequired],
            textInputButtonTitle: Word.send.say(language), textInputPlaceholder: Word.message.say(language))
        return UNNotificationCategory(
            identifier: Self.category, actions: [reply], intentIdentifiers: [],
            hiddenPreviewsBodyPlaceholder: RuleWord.newMessage.say(language), options: [])
    }

    /// The system calls this on the main thread, and wants its answer there.
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse, withCompletionHandler done: @escaping () -> Void
    ) {
        let room = RoomId(rawValue: response.notification.request.content.threadIdentifier)
        let text = (response as? UNTextInputNotificationResponse)?.userText
        Task {
            await take(room, text)
            done()
        }
    }

    private func take(_ room: RoomId, _ text: String?) async {
        guard !room.rawValue.isEmpty, let session = await opening.open().value else { return }
        guard let text else {
            session.path = [.chat(room)]
            return
        }
        await answer(session, room: room, text: text).value
    }
}
