/// Formulas as words: what a search finds and shows of them.
enum PlainTeX {
  /// `\sigma(z) \le 1` is `σ(z) ≤ 1`: Greek letters and signs
  /// as characters; other commands and braces are left out.
  static func text(_ tex: String) -> String {
    var result = ""
    var rest = tex[...]
    while let first = rest.popFirst() {
      switch first {
      case "\\":
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(max(name.count, rest.isEmpty ? 0 : 1))
        if name.isEmpty { result += " " } else { result += characters[String(name)] ?? " " }
      case "{", "}", "&", "$": result += first == "&" ? " " : ""
      case "~": result += " "
      default: result.append(first)
      }
    }
    return result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let characters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "nabla": "∇", "partial": "∂", "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫",
    "cdot": "·", "times": "×", "odot": "⊙", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "propto": "∝", "in": "∈", "to": "→",
    "leftarrow": "←", "rightarrow": "→", "top": "⊤", "ldots": "…", "cdots": "⋯", "dots": "…",
    "sqrt": "√", "pm": "±", "log": "log", "exp": "exp", "max": "max", "min": "min", "tanh": "tanh",
    "lVert": "‖", "rVert": "‖", "Vert": "‖", "vert": "|", "ell": "ℓ",
  ]
}
