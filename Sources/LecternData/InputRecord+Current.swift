extension InputRecord {
  /// Whether what a notebook read under this name is still the same.
  ///
  /// A file that is gone, or lies where it may not be read, is not the same.
  package func isCurrent(in locator: DataLocator) -> Bool {
    if let file = try? locator.locate(name) {
      return (try? FileContents(of: file))?.record == self
    }
    // A folder of pictures is recorded as `pets: 40 pictures`.
    guard let end = name.lastIndex(of: ":"),
      let folder = try? PictureFolder(String(name[..<end]), using: locator)
    else { return false }
    return (try? folder.record()) == self
  }
}
