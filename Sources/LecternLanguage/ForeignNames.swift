/// What other tools call things: the words that students of Keras, PyTorch, scikit-learn, NumPy and
/// Octave bring along, with the words of this language.
enum ForeignNames {
  /// A word of this language that a foreign one stands for, if it is among the candidates.
  static func meaning(of word: String, among candidates: [String]) -> String? {
    guard let meant = words[word.lowercased().filter { $0 != "_" && $0 != "-" }] else { return nil }
    return meant.first { candidates.contains($0) }
  }

  /// How a foreign function or value is written here, where it is no word that takes its place.
  static func spelling(of word: String) -> String? { spellings[word] }

  /// A spelling with the author's own arguments for x, or for a and b.
  static func fill(_ spelling: String, with arguments: [String]) -> String {
    let names: [Character: Int] = ["x": 0, "X": 0, "A": 0, "a": 0, "b": 1]
    var result = ""
    var previous: Character = " "
    let letters = Array(spelling)
    for (index, letter) in letters.enumerated() {
      let next = index + 1 < letters.count ? letters[index + 1] : " "
      if let place = names[letter], place < arguments.count, !previous.isLetter, !next.isLetter,
        previous != "\""
      {
        let argument = arguments[place]
        let isWhole = argument.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
        // Between brackets and commas nothing is torn apart.
        let isAlone = (previous == "(" || previous == " ") && (next == ")" || next == ",")
        result += isWhole || isAlone ? argument : "(\(argument))"
      } else {
        result.append(letter)
      }
      previous = letter
    }
    return result
  }

  /// Lower case, without low lines and dashes; several where it depends on the place.
  private static let words: [String: [String]] = [
    // Statements
    "fit": ["train"], "compile": ["train"], "optimizer": ["train"], "dataset": ["data"],
    "assert": ["expect"], "print": ["show"], "display": ["show"], "normalise": ["normalize"],
    "standardize": ["normalize"], "regularise": ["regularize"], "initialize": ["init"],
    // Layers and activations
    "fc": ["dense"], "linear": ["dense", "linear"], "fullyconnected": ["dense"],
    "batchnorm": ["batch_norm"], "batchnormalization": ["batch_norm"], "bn": ["batch_norm"],
    "logistic": ["sigmoid"], "identity": ["linear"], "none": ["linear"],
    "leakyrelu": ["leaky_relu"],
    // Options
    "learningrate": ["lr"], "alpha": ["lr"], "rate": ["lr"], "eta": ["lr"], "stepsize": ["lr"],
    "batchsize": ["batch"], "minibatch": ["batch"], "minibatchsize": ["batch"],
    "numepochs": ["epochs"], "nepochs": ["epochs"], "nbepoch": ["epochs"], "maxepochs": ["epochs"],
    "numiterations": ["iterations"], "niter": ["iterations"], "maxiter": ["iterations"],
    "steps": ["iterations"], "randomstate": ["seed"], "randomseed": ["seed"],
    "keepprob": ["keep"], "dropoutrate": ["rate"], "epsilon": ["eps"],
    "patience": ["early_stopping"],
    "testsize": ["test"], "trainsize": ["train"], "betas": ["beta1"], "rho": ["beta"],
    // Splits and parts
    "validation": ["dev"], "val": ["dev"], "valid": ["dev"], "training": ["train"],
    "testing": ["test"], "loss": ["cost"], "losses": ["cost"], "costs": ["cost"],
    "history": ["cost"], "weights": ["W1"], "biases": ["b1"], "x": ["X", "train.X"],
    "xtrain": ["train.X"], "ytrain": ["train.y"], "xtest": ["test.X"], "ytest": ["test.y"],
    "acc": ["accuracy"], "decisionboundary": ["boundary"], "confusionmatrix": ["confusion"],
    // Losses
    "crossentropy": ["cross_entropy"], "categoricalcrossentropy": ["cross_entropy"],
    "sparsecategoricalcrossentropy": ["cross_entropy"], "softmaxcrossentropy": ["cross_entropy"],
    "nll": ["cross_entropy"], "binarycrossentropy": ["binary_cross_entropy"],
    "bce": ["binary_cross_entropy"], "logloss": ["binary_cross_entropy"],
    "meansquarederror": ["mse"], "l2loss": ["mse"], "meanabsoluteerror": ["mae"],
    // Initialisers
    "xavier": ["glorot"], "henormal": ["he"], "kaiming": ["he"], "glorotnormal": ["glorot"],
    "xavieruniform": ["glorot_uniform"], "randomnormal": ["normal"], "randomuniform": ["uniform"],
    // Optimizers
    "gradientdescent": ["gd"], "bgd": ["gd"], "batch": ["gd"], "nag": ["nesterov"],
    // Scalings
    "standard": ["zscore"], "standardscaler": ["zscore"], "minmaxscaler": ["minmax"],
    // Functions and values
    "ln": ["log"], "avg": ["mean"], "average": ["mean"], "fabs": ["abs"],
    "total": ["sum"], "hstack": ["concat"], "vstack": ["stack"], "concatenate": ["concat"],
    "true": ["true"], "false": ["false"], "pi": ["π"], "class": ["classes"],
    "nclasses": ["classes"], "numclasses": ["classes"], "nfeatures": ["features"],
    "identitymatrix": ["eye"], "randperm": ["permutation"], "choice": ["permutation"],
    "onehotencode": ["onehot"], "tocategorical": ["onehot"],
  ]

  private static let spellings: [String: String] = [
    "len": "shape(x)[0] rows, shape(x)[1] columns", "size": "shape(x)[0] rows, shape(x)[1] columns",
    "length": "shape(x)[0] rows, shape(x)[1] columns", "numel": "shape(x)[0] * shape(x)[1]",
    "log2": "log(x) / log(2)", "dot": "a @ b", "matmul": "a @ b", "transpose": "A.T",
    "pow": "a^b", "cov": "mean((a - mean(a)) * (b - mean(b)))",
    "corrcoef": "mean((a - mean(a)) * (b - mean(b))) / (std(a) * std(b))",
    "square": "x^2", "power": "a^b", "subtract": "a - b", "array": "[1, 2; 3, 4]",
    "arange": "[0..x - 1]", "flatten": "reshape(x, 1, shape(x)[0] * shape(x)[1])",
    "ravel": "reshape(x, 1, shape(x)[0] * shape(x)[1])", "ceil": "-floor(-x)",
    "ones_like": "ones(shape(x)[0], shape(x)[1])", "zeros_like": "zeros(shape(x)[0], shape(x)[1])",
    "multiply": "a * b", "add": "a + b", "divide": "a / b",
    "inv": "solve by gradient descent: train gd", "append": "record J = …", "range": "[0..x - 1]",
    "None": "every name has a value: let best = 0", "mod": "a - b * floor(a / b)",
    "int": "floor(x)", "float": "numbers need no conversion", "str": "show \"x\", x",
    "input": "a parameter of the notebook: params in the front matter",
  ]
}
