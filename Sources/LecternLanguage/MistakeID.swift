import LecternText

/// The stable ids of what the checker reports; `DiagnosticCatalog` explains each.
enum MistakeID: String, CaseIterable {
  case activationUnknown = "activation-unknown"
  case argumentExtra = "argument-extra"
  case argumentMissing = "argument-missing"
  case argumentTwice = "argument-twice"
  case argumentUnknown = "argument-unknown"
  case arrayCount = "array-count"
  case augmentEmpty = "augment-empty"
  case axisMissing = "axis-missing"
  case axisRange = "axis-range"
  case biasUseless = "bias-useless"
  case boundaryFeatures = "boundary-features"
  case callOfValue = "call-of-value"
  case checkDropout = "check-dropout"
  case checkPrecision = "check-precision"
  case checkUnknown = "check-unknown"
  case dataMissing = "data-missing"
  case dataOrder = "data-order"
  case dataUnknown = "data-unknown"
  case domainBounds = "domain-bounds"
  case domainDraws = "domain-draws"
  case domainExpected = "domain-expected"
  case domainGrid = "domain-grid"
  case domainWhole = "domain-whole"
  case dropoutShare = "dropout-share"
  case examplesMany = "examples-many"
  case expectBoolean = "expect-boolean"
  case figureUnknown = "figure-unknown"
  case fileEnding = "file-ending"
  case fileOutside = "file-outside"
  case functionUnknown = "function-unknown"
  case imagesMissing = "images-missing"
  case inUnused = "in-unused"
  case indexCount = "index-count"
  case indexRange = "index-range"
  case initSymmetry = "init-symmetry"
  case initializerArguments = "initializer-arguments"
  case initializerUnknown = "initializer-unknown"
  case intervalEmpty = "interval-empty"
  case layerFirst = "layer-first"
  case layerLast = "layer-last"
  case layerUnknown = "layer-unknown"
  case letKind = "let-kind"
  case letParameter = "let-parameter"
  case letReserved = "let-reserved"
  case letSeveral = "let-several"
  case letUnused = "let-unused"
  case lossLayer = "loss-layer"
  case lossUnknown = "loss-unknown"
  case matrixEntry = "matrix-entry"
  case matrixRagged = "matrix-ragged"
  case matrixSize = "matrix-size"
  case measureTarget = "measure-target"
  case memberUnknown = "member-unknown"
  case modelEmpty = "model-empty"
  case modelMissing = "model-missing"
  case modelUntrained = "model-untrained"
  case nameReserved = "name-reserved"
  case nameUnknown = "name-unknown"
  case normalizationMissing = "normalization-missing"
  case normalizeTwice = "normalize-twice"
  case numberFinite = "number-finite"
  case numberRange = "number-range"
  case numberShare = "number-share"
  case numberWhole = "number-whole"
  case optimizerUnknown = "optimizer-unknown"
  case optionAmbiguous = "option-ambiguous"
  case optionConflict = "option-conflict"
  case optionFixed = "option-fixed"
  case optionFixedName = "option-fixed-name"
  case optionMissing = "option-missing"
  case optionNeeds = "option-needs"
  case optionTwice = "option-twice"
  case optionUnknown = "option-unknown"
  case optionUseless = "option-useless"
  case optionVaried = "option-varied"
  case penaltyUnknown = "penalty-unknown"
  case plotData = "plot-data"
  case predictRows = "predict-rows"
  case predictSplit = "predict-split"
  case productOfNumber = "product-of-number"
  case rangeEmpty = "range-empty"
  case rangeMisplaced = "range-misplaced"
  case resultUnexpected = "result-unexpected"
  case roundsLiteral = "rounds-literal"
  case runMissing = "run-missing"
  case runModel = "run-model"
  case runSeveral = "run-several"
  case runUnknown = "run-unknown"
  case scalingUnknown = "scaling-unknown"
  case searchDev = "search-dev"
  case searchEmpty = "search-empty"
  case searchPoints = "search-points"
  case searchUnknown = "search-unknown"
  case setTwice = "set-twice"
  case settingUnknown = "setting-unknown"
  case shapeBroadcast = "shape-broadcast"
  case shapeClasses = "shape-classes"
  case shapeFeatures = "shape-features"
  case shapePair = "shape-pair"
  case shapeProduct = "shape-product"
  case shapeReshape = "shape-reshape"
  case shapeTarget = "shape-target"
  case showOf = "show-of"
  case sizeMisplaced = "size-misplaced"
  case softmaxOneUnit = "softmax-one-unit"
  case splitAugmented = "split-augmented"
  case splitExpected = "split-expected"
  case splitFilled = "split-filled"
  case splitMissing = "split-missing"
  case splitParts = "split-parts"
  case splitSum = "split-sum"
  case statementUnsupported = "statement-unsupported"
  case subjectMissing = "subject-missing"
  case sweepSize = "sweep-size"
  case tableEmpty = "table-empty"
  case tableRows = "table-rows"
  case tableSize = "table-size"
  case targetNumeric = "target-numeric"
  case typeMismatch = "type-mismatch"
  case updateKind = "update-kind"
  case updateShape = "update-shape"
  case updateUndefined = "update-undefined"
  case validateTest = "validate-test"
  case valueExtra = "value-extra"
  case valueMissing = "value-missing"
  case verbUnknown = "verb-unknown"
  case wordUnknown = "word-unknown"

  /// What an unknown subject of a verb is reported as.
  static func unknownSubject(of verb: Verb) -> MistakeID {
    switch verb {
    case .data: .dataUnknown
    case .`init`: .initializerUnknown
    case .layer: .layerUnknown
    case .loss: .lossUnknown
    case .normalize: .scalingUnknown
    case .plot: .figureUnknown
    case .check: .checkUnknown
    case .search: .searchUnknown
    case .regularize: .penaltyUnknown
    case .set: .settingUnknown
    case .train: .optimizerUnknown
    default: .wordUnknown
    }
  }
}

extension Diagnostic {
  init(
    _ id: MistakeID, _ severity: Severity = .error, at span: SourceSpan?, _ message: String,
    notes: [Note] = [], help: String? = nil, fix: Fix? = nil
  ) {
    self.init(id.rawValue, severity, at: span, message, notes: notes, help: help, fix: fix)
  }
}
