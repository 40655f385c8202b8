/// Lists take the diffs that listeners get: all of them, in order, give exactly the rows as they are now.
extension Array where Element == RoomRow {
    /// Makes one change.
    public mutating func apply(_ diff: RoomDiff) {
        switch diff {
        case .reset(let rows): self = rows
        case .insert(let index, let row): insert(row, at: Int(index))
        case .update(let index, let row): self[Int(index)] = row
        case .remove(let index): remove(at: Int(index))
        }
    }
}

extension Array where Element == TimelineRow {
    /// Makes one change.
    public mutating func apply(_ diff: TimelineDiff) {
        switch diff {
        case .reset(let rows): self = rows
        case .insert(let index, let row): insert(row, at: Int(index))
        case .update(let index, let row): self[Int(index)] = row
        case .remove(let index): remove(at: Int(index))
        }
    }
}

extension Array where Element == MemberRow {
    /// Makes one change.
    public mutating func apply(_ diff: MemberDiff) {
        switch diff {
        case .reset(let rows): self = rows
        case .insert(let index, let row): insert(row, at: Int(index))
        case .update(let index, let row): self[Int(index)] = row
        case .remove(let index): remove(at: Int(index))
        }
    }
}
