package import LecternLanguage

/// A function that the author defined with `def`, as a value among the others.
package struct FormulaFunction: FormulaObject {
  package let name: String
  package let parameters: [Name]
  package let body: Statement.DefinitionBody

  package init(name: String, parameters: [Name], body: Statement.DefinitionBody) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }

  package var kindName: String { "the function \(name)" }
}

extension Value {
  /// The author's function that the value is.
  package var function: FormulaFunction? {
    if case .object(let object) = self { return object as? FormulaFunction }
    return nil
  }
}
