import Foundation

public struct LocalizedStringKey: ExpressibleByStringInterpolation, Equatable, Sendable {
    public init(stringLiteral value: String) {}
}

public struct Text: Primitive, Equatable, Sendable {
    nonisolated public init(verbatim content: String) {}
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ content: S) {}
    nonisolated public init(_ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil) {}
    nonisolated public func font(_ font: Font?) -> Text { self }
    nonisolated public func fontWeight(_ weight: Font.Weight?) -> Text { self }
    nonisolated public func foregroundStyle<S: ShapeStyle>(_ style: S) -> Text { self }
    nonisolated public func strikethrough(_ isActive: Bool = true, color: Color? = nil) -> Text { self }
    nonisolated public func bold() -> Text { self }
    nonisolated public func monospaced(_ isActive: Bool = true) -> Text { self }
}

public struct Image: Primitive, Equatable, Sendable {
    nonisolated public init(_ name: String, bundle: Bundle? = nil) {}
    nonisolated public init(_ name: String, bundle: Bundle? = nil, label: Text) {}
    nonisolated public init(decorative name: String, bundle: Bundle? = nil) {}
    nonisolated public init(systemName: String) {}
    nonisolated public func resizable() -> Image { self }
}

public struct Label<Title: View, Icon: View>: Primitive {
    nonisolated public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {}
}

/// Of the Mac alone; here so that a bare `Settings` is as ambiguous as it may be there.
public struct Settings<Content: View> {}

public struct Button<Label: View>: Primitive {
    nonisolated public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {}
    nonisolated public init(role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {}
}

extension Button where Label == Text {
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ title: S, action: @escaping @MainActor () -> Void) {}
    @_disfavoredOverload
    nonisolated public init<S: StringProtocol>(_ title: S, role: ButtonRole?, action: @escaping @MainActor () -> Void) {}
}

public struct ButtonRole: Equatable, Sendable {
    public static let destructive = ButtonRole()
    public static let cancel = ButtonRole()
}

public struct TextField<Label: View>: Primitive {}

extension TextField where Label == Text {
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>) {}
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>, axis: Axis) {}
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>, prompt: Text?) {}
}

public struct Toggle<Label: View>: Primitive {
    nonisolated public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {}
}

extension Toggle where Label == Text {
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ title: S, isOn: Binding<Bool>) {}
}

public struct DatePicker<Label: View>: Primitive {
    public struct Components: OptionSet, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        public static var date: Components { Components(rawValue: 1) }
        public static var hourAndMinute: Components { Components(rawValue: 2) }
    }
}

extension DatePicker where Label == Text {
    @_disfavoredOverload
    nonisolated public init<S: StringProtocol>(
        _ title: S, selection: Binding<Date>, in range: PartialRangeThrough<Date>, displayedComponents: Components = [.date]
    ) {}
}

public struct Picker<Label: View, Selection: Hashable, Content: View>: Primitive {
    nonisolated public init(
        selection: Binding<Selection>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label
    ) {}
}

extension Picker where Label == Text {
    @_disfavoredOverload
    nonisolated public init<S: StringProtocol>(_ title: S, selection: Binding<Selection>, @ViewBuilder content: () -> Content) {}
}

public struct Menu<Label: View, Content: View>: Primitive {
    nonisolated public init(@ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) {}
}

public struct Link<Label: View>: Primitive {
    nonisolated public init(destination: URL, @ViewBuilder label: () -> Label) {}
}

public struct ProgressView<Label: View, CurrentValueLabel: View>: Primitive {}

extension ProgressView where Label == EmptyView, CurrentValueLabel == EmptyView {
    nonisolated public init() {}
    nonisolated public init<V: BinaryFloatingPoint>(value: V?, total: V = 1) {}
}

public struct Canvas: Primitive {
    nonisolated public init(
        opaque: Bool = false, rendersAsynchronously: Bool = false, renderer: @escaping (inout GraphicsContext, CGSize) -> Void
    ) {}
}

public struct GraphicsContext {
    public func fill(_ path: Path, with shading: Shading) {}
    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) {}
    public struct Shading: Sendable {
        public static func color(_ color: Color) -> Shading { Shading() }
    }
}

public struct ShareLink<Label: View>: Primitive {
    nonisolated public init(item: String, @ViewBuilder label: () -> Label) {}
}
