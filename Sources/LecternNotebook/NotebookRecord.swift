/// A notebook's outcome as `run --format json` prints it.
package struct NotebookRecord: Encodable, Sendable {
  package init(_ notebook: Notebook, _ result: NotebookResult) {}
  package func encode(to encoder: any Encoder) throws {}
}
