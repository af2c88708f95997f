/// Outputs as plain text for a terminal.
package struct TextRenderer: Sendable {
  package init() {}

  package func render(_ output: CellOutput) -> String { "" }
}
