import GriffieCore
import GriffieKit
import SwiftUI

/// One person in a room: who, which role, whether their keys are known, and whether the name looks like another's.
struct MemberLine: View {
    @Environment(Session.self) private var session
    let member: MemberRow
    let members: Members

    var body: some View {
        let name = tameLine(member.displayName ?? member.userId.rawValue)
        HStack(spacing: 12) {
            Button {
                session.go(.keys(members.id, member.userId, name))
            } label: {
                who(name)
            }.buttonStyle(.plain)
            TrustBadge(trust: member.trust)
            if members.power >= Members.admin && member.power < members.power && member.membership == .join {
                Roles(name: name) { members.role(member.userId, $0) }
            }
            if members.power > member.power && members.power >= Members.moderator {
                SignButton(.close, session.say(Word.remove, name)) { members.remove(member.userId) }.buttonStyle(.borderless)
            }
        }
    }

    private func who(_ name: String) -> some View {
        HStack(spacing: 12) {
            Face(name: name)
            VStack(alignment: .leading) {
                Text(verbatim: name).font(.headline).lineLimit(2)
                Text(verbatim: [member.userId.rawValue, role].compactMap { $0 }.joined(separator: " · "))
                    .font(.caption)
                    .foregroundStyle(Ink.quiet)
                if let alike = imitated(member, among: members.members) {
                    Text(verbatim: session.say(MoreWord.imitates, alike.userId.rawValue)).font(.caption).foregroundStyle(Ink.attention)
                }
            }
            .frame(maxWidth: .infinity, alignment: .leading)
        }
        .contentShape(Rectangle())
        .accessibilityElement(children: .combine)
    }

    private var role: String? {
        if member.membership == .invite { return session.say(Word.memberInvited) }
        if member.power >= Members.admin { return session.say(Word.memberAdmin) }
        return member.power >= Members.moderator ? session.say(Word.memberModerator) : nil
    }
}
