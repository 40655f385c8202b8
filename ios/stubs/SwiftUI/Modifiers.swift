import Foundation
import Observation

extension View {
    nonisolated public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { Drawn() }
    nonisolated public func padding(_ length: CGFloat) -> some View { Drawn() }
    nonisolated public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View { Drawn() }
    nonisolated public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { Drawn() }
    nonisolated public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func background<S: ShapeStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { Drawn() }
    nonisolated public func background<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { Drawn() }
    nonisolated public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { Drawn() }
    nonisolated public func tint(_ tint: Color?) -> some View { Drawn() }
    nonisolated public func font(_ font: Font?) -> some View { Drawn() }
    nonisolated public func fontWeight(_ weight: Font.Weight?) -> some View { Drawn() }
    nonisolated public func monospaced(_ isActive: Bool = true) -> some View { Drawn() }
    nonisolated public func lineLimit(_ number: Int?) -> some View { Drawn() }
    nonisolated public func lineLimit(_ limit: ClosedRange<Int>) -> some View { Drawn() }
    nonisolated public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { Drawn() }
    nonisolated public func clipShape<S: Shape>(_ shape: S) -> some View { Drawn() }
    nonisolated public func contentShape<S: Shape>(_ shape: S) -> some View { Drawn() }
    nonisolated public func scaledToFit() -> some View { Drawn() }
    nonisolated public func scaledToFill() -> some View { Drawn() }
    nonisolated public func aspectRatio(_ ratio: CGFloat? = nil, contentMode: ContentMode) -> some View { Drawn() }
    nonisolated public func scaleEffect(_ scale: CGFloat) -> some View { Drawn() }
    nonisolated public func offset(_ offset: CGSize) -> some View { Drawn() }
    nonisolated public func opacity(_ opacity: Double) -> some View { Drawn() }
    nonisolated public func disabled(_ disabled: Bool) -> some View { Drawn() }
    nonisolated public func hidden() -> some View { Drawn() }
    nonisolated public func id<ID: Hashable>(_ id: ID) -> some View { Drawn() }
    nonisolated public func tag<V: Hashable>(_ tag: V) -> some View { Drawn() }
    nonisolated public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { Drawn() }
    nonisolated public func flipsForRightToLeftLayoutDirection(_ enabled: Bool) -> some View { Drawn() }
    nonisolated public func ignoresSafeArea() -> some View { Drawn() }
    nonisolated public func safeAreaInset<V: View>(
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> V
    ) -> some View { Drawn() }
    nonisolated public func environment<T: AnyObject & Observable>(_ object: T?) -> some View { Drawn() }
    nonisolated public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { Drawn() }
    nonisolated public func modifier<T: ViewModifier>(_ modifier: T) -> some View { Drawn() }
    nonisolated public func privacySensitive(_ sensitive: Bool = true) -> some View { Drawn() }
    nonisolated public func listRowSeparator(_ visibility: Visibility) -> some View { Drawn() }
    nonisolated public func listRowBackground<V: View>(_ view: V?) -> some View { Drawn() }
    nonisolated public func listStyle<S: ListStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func textFieldStyle<S: TextFieldStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func datePickerStyle<S: DatePickerStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func pickerStyle<S: PickerStyle>(_ style: S) -> some View { Drawn() }
    nonisolated public func labelsHidden() -> some View { Drawn() }
    nonisolated public func controlSize(_ size: ControlSize) -> some View { Drawn() }
    nonisolated public func textSelection<S: TextSelectability>(_ selectability: S) -> some View { Drawn() }
    nonisolated public func scrollContentBackground(_ visibility: Visibility) -> some View { Drawn() }
    nonisolated public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { Drawn() }
    nonisolated public func defaultScrollAnchor(_ anchor: UnitPoint?) -> some View { Drawn() }
    nonisolated public func dynamicTypeSize(_ size: PartialRangeThrough<DynamicTypeSize>) -> some View { Drawn() }
}

extension View {
    nonisolated public func onAppear(perform action: (() -> Void)? = nil) -> some View { Drawn() }
    nonisolated public func onDisappear(perform action: (() -> Void)? = nil) -> some View { Drawn() }
    nonisolated public func onTapGesture(count: Int = 1, perform action: @escaping () -> Void) -> some View { Drawn() }
    nonisolated public func onSubmit(_ action: @escaping () -> Void) -> some View { Drawn() }
    nonisolated public func onOpenURL(perform action: @escaping (URL) -> Void) -> some View { Drawn() }
    nonisolated public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void) -> some View {
        Drawn()
    }
    nonisolated public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping () -> Void) -> some View {
        Drawn()
    }
    nonisolated public func task(
        priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View { Drawn() }
    nonisolated public func task<T: Equatable>(
        id value: T, priority: TaskPriority = .userInitiated, @_inheritActorContext _ action: @escaping @Sendable () async -> Void
    ) -> some View { Drawn() }
    nonisolated public func gesture<G: Gesture>(_ gesture: G) -> some View { Drawn() }
    nonisolated public func simultaneousGesture<G: Gesture>(_ gesture: G) -> some View { Drawn() }
    nonisolated public func refreshable(action: @escaping @Sendable () async -> Void) -> some View { Drawn() }
    nonisolated public func focused(_ condition: FocusState<Bool>.Binding) -> some View { Drawn() }
    nonisolated public func submitLabel(_ label: SubmitLabel) -> some View { Drawn() }
    nonisolated public func autocorrectionDisabled(_ disable: Bool = true) -> some View { Drawn() }
    nonisolated public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { Drawn() }
}

extension View {
    @_disfavoredOverload nonisolated public func navigationTitle<S: StringProtocol>(_ title: S) -> some View { Drawn() }
    nonisolated public func navigationBarTitleDisplayMode(_ mode: NavigationBarItem.TitleDisplayMode) -> some View { Drawn() }
    nonisolated public func navigationDestination<D: Hashable, C: View>(
        for data: D.Type, @ViewBuilder destination: @escaping (D) -> C
    ) -> some View { Drawn() }
    nonisolated public func toolbar<Content: ToolbarContent>(@ToolbarContentBuilder content: () -> Content) -> some View { Drawn() }
    nonisolated public func searchable<S: StringProtocol>(text: Binding<String>, prompt: S) -> some View { Drawn() }
    nonisolated public func contextMenu<M: View>(@ViewBuilder menuItems: () -> M) -> some View { Drawn() }
    nonisolated public func sheet<C: View>(
        isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping () -> C
    ) -> some View { Drawn() }
    nonisolated public func sheet<Item: Identifiable, C: View>(
        item: Binding<Item?>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping (Item) -> C
    ) -> some View { Drawn() }
    nonisolated public func fullScreenCover<Item: Identifiable, C: View>(
        item: Binding<Item?>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping (Item) -> C
    ) -> some View { Drawn() }
    nonisolated public func fileMover(
        isPresented: Binding<Bool>, file: URL?, onCompletion: @escaping (Result<URL, any Error>) -> Void
    ) -> some View { Drawn() }
}

extension View {
    @_disfavoredOverload nonisolated public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View { Drawn() }
    @_disfavoredOverload nonisolated public func accessibilityHint<S: StringProtocol>(_ hint: S) -> some View { Drawn() }
    @_disfavoredOverload nonisolated public func accessibilityValue<S: StringProtocol>(_ value: S) -> some View { Drawn() }
    nonisolated public func accessibilityHidden(_ hidden: Bool) -> some View { Drawn() }
    nonisolated public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View { Drawn() }
    nonisolated public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { Drawn() }
    nonisolated public func accessibilityIdentifier(_ identifier: String) -> some View { Drawn() }
    @_disfavoredOverload
    nonisolated public func accessibilityAction<S: StringProtocol>(named name: S, _ handler: @escaping () -> Void) -> some View { Drawn() }
}

public struct AccessibilityChildBehavior: Hashable, Sendable {
    public static let ignore = AccessibilityChildBehavior()
    public static let contain = AccessibilityChildBehavior()
    public static let combine = AccessibilityChildBehavior()
}

public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public static let isButton = AccessibilityTraits(rawValue: 1)
    public static let isHeader = AccessibilityTraits(rawValue: 2)
    public static let isSelected = AccessibilityTraits(rawValue: 4)
    public static let isImage = AccessibilityTraits(rawValue: 8)
    public static let isModal = AccessibilityTraits(rawValue: 16)
}

public struct NavigationBarItem {
    public enum TitleDisplayMode: Sendable { case automatic, inline, large }
}

public struct TextInputAutocapitalization: Sendable {
    public static var never: TextInputAutocapitalization { TextInputAutocapitalization() }
    public static var characters: TextInputAutocapitalization { TextInputAutocapitalization() }
    public static var sentences: TextInputAutocapitalization { TextInputAutocapitalization() }
}

public struct SubmitLabel: Sendable {
    public static var send: SubmitLabel { SubmitLabel() }
    public static var done: SubmitLabel { SubmitLabel() }
}

public enum ControlSize: Sendable { case mini, small, regular, large }

public struct ScrollDismissesKeyboardMode: Sendable {
    public static let interactively = ScrollDismissesKeyboardMode()
}
