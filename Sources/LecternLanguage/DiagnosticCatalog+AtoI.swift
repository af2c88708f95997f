import LecternText

/// `activation-unknown` to `in-unused`.
extension DiagnosticCatalog {
  static let entriesAtoI: [DiagnosticPage] = [
    DiagnosticPage(
      .activationUnknown, "A layer names an activation that does not exist.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 rleu
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Use linear, sigmoid, tanh, relu, leaky_relu, elu, softplus or softmax."),
    DiagnosticPage(
      .argumentExtra, "A function is given more arguments than it takes.",
      example: """
        show exp(1, 2)
        """, repair: "Leave out the last argument; lectern help functions shows what each takes."),
    DiagnosticPage(
      .argumentMissing, "A function lacks an argument it cannot do without.",
      example: """
        show zeros(3)
        """, repair: "Add it: zeros(3, 1) is a column."),
    DiagnosticPage(
      .argumentTwice, "A named argument is given twice.",
      example: """
        show sum([1, 2], axis=0, axis=1)
        """, repair: "Keep one of them."),
    DiagnosticPage(
      .argumentUnknown, "A function has no argument of this name.",
      example: """
        show sum([1, 2], axes=0)
        """, repair: "Use a name from its form."),
    DiagnosticPage(
      .arrayCount, "A file gives one array of weights, and one of biases, for each dense layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        load "given.mat" weights=[Theta1] as given
        """, repair: "Name as many arrays as there are layers."),
    DiagnosticPage(
      .augmentEmpty, "augment must say what it changes.",
      example: """
        data digits 200
        augment copies=2
        """, repair: "augment flip rotate=10"),
    DiagnosticPage(
      .axisMissing, "The result would differ by direction, so the direction must be said.",
      example: """
        show softmax([1, 2; 3, 4])
        """, repair: "axis=0 goes down each column, axis=1 along each row."),
    DiagnosticPage(
      .axisRange, "A matrix has two axes, 0 and 1.",
      example: """
        show sum([1, 2], axis=2)
        """, repair: "axis=0 goes down each column, axis=1 along each row."),
    DiagnosticPage(
      .biasUseless, "A bias just before batch_norm is taken away with the mean.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4
        layer batch_norm relu
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Leave the bias out: bias=no."),
    DiagnosticPage(
      .blockBound,
      "A loop around commands, such as layer, is unrolled before the run, so its passes must be known by then.",
      example: """
        let n = round(3 * rand(1, 1))[0]
        repeat n
          show n
        end
        """, repair: "Write the number, or take it from params of the notebook."),
    DiagnosticPage(
      .blockCondition,
      "An if around a command that shapes the run, such as layer or train, is decided before the run.",
      example: """
        let x = rand(1, 1)[0]
        data circles 300 seed=1
        model net
        if x > 0.5
          layer dense 4 tanh
        end
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """,
      repair:
        "Let a parameter of the notebook decide: params in the front matter, -P on the command line."
    ),
    DiagnosticPage(
      .blockPasses,
      "Each pass of a loop with commands in it adds to the report, so their number is limited.",
      example: """
        let x = 1
        repeat 100000
          show x
        end
        """, repair: "record x keeps a number of each pass, and plot x draws them all."),
    DiagnosticPage(
      .boundaryFeatures, "A decision boundary can be drawn only in a plane.",
      example: """
        data digits 200
        model net
        layer dense classes softmax
        train gd lr=0.1 epochs=5
        plot boundary
        """, repair: "Plot the confusion or the accuracy instead."),
    DiagnosticPage(
      .callOfValue, "A value is followed by parentheses as if it were a function.",
      example: """
        let k = 3
        show k(2)
        """, repair: "Write k * (2) for a product, k[2] for an entry."),
    DiagnosticPage(
      .checkDropout, "Differences of the cost mean nothing while units drop at random.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout keep=0.8
        layer dense 1 sigmoid
        check gradient
        train gd lr=0.1 epochs=5
        """, repair: "Nothing to do: training drops units as declared."),
    DiagnosticPage(
      .checkPrecision, "The gradient check always computes in float64.",
      example: """
        set precision float32
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        check gradient
        train gd lr=0.1 epochs=5
        """, repair: "Nothing to do."),
    DiagnosticPage(
      .checkUnknown, "There is no such check.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        check gradients
        train gd lr=0.1 epochs=5
        """, repair: "gradient, start, overfit or shapes."),
    DiagnosticPage(
      .commandPlace,
      "A function computes a value; statements that make a part of the report stand outside of it.",
      example: """
        def double(x)
          show x
          return 2 * x
        end
        show double(2)
        """, repair: "Return the value, and show what the call gives."),
    DiagnosticPage(
      .conditionKind, "What if and stop if ask is a comparison, or several with and, or, not.",
      example: """
        let J = 0.5
        if J
          J = 1
        end
        show J
        """, repair: "if J > 0"),
    DiagnosticPage(
      .dataMissing, "Something speaks of data before any data statement.",
      example: """
        show features
        """, repair: "Put a data statement before it."),
    DiagnosticPage(
      .dataOrder, "as dev and as test add to a data set that must exist.",
      example: """
        data moons 50 as test
        """, repair: "Read the training data first."),
    DiagnosticPage(
      .dataUnknown, "There is no such data source.",
      example: """
        data moon 300
        """, repair: "lectern help data lists them."),
    DiagnosticPage(
      .dataValues, "The inputs, targets and names of data values do not fit each other.",
      example: """
        data values [1, 2, 3, 4; 2, 1, 4, 3] [0, 1, 1] classes=2
        """,
      repair: """
        Give the inputs a column for each example, and the targets a number for each; set layout rows \
        makes examples rows.
        """),
    DiagnosticPage(
      .derivativeNames, "The second form of grad names the variables of the expression before it.",
      example: """
        let w = [1; 2]
        show grad(sum(w^2), 2 * w)
        """, repair: "show grad(sum(w^2), w)"),
    DiagnosticPage(
      .derivativeNested, "A derivative by formulas is not taken of a derivative.",
      example: """
        def J(w) = w^4
        def slope(w) = grad(J, w)
        show grad(slope, 2)
        """, repair: "numgrad(slope, 2) takes the outer one by differences."),
    DiagnosticPage(
      .derivativeNumber, "The gradient is that of one number: a cost.",
      example: """
        def f(w) = w^2
        show grad(f, [1; 2])
        """, repair: "def f(w) = sum(w^2), or jacobian(f, [1; 2]) for the slopes of every entry."),
    DiagnosticPage(
      .derivativeValue, "A name of a computed value no longer says how it was computed.",
      example: """
        let w = [1; 2]
        let J = sum(w^2)
        show grad(J, w)
        """, repair: "def J(w) = sum(w^2) keeps the way to the value."),
    DiagnosticPage(
      .domainBounds,
      "A domain goes from its lower to its upper bound; a logarithm needs both above 0.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in loguniform(0, 1)
        """, repair: "Start above 0, and put the smaller bound first."),
    DiagnosticPage(
      .domainDraws, "A domain of search draws one number for each trial.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in uniform(0.1, 1) * loguniform(0.01, 1)
        """, repair: "Vary a second option, or a let name in a formula."),
    DiagnosticPage(
      .domainExpected, "in is followed by a single value.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in 0.1 epochs=5
        """, repair: "Use = for one value, in with a list for several."),
    DiagnosticPage(
      .domainGrid, "A grid goes through fixed points; uniform and its kin draw at random.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search grid epochs=5 lr in loguniform(0.01, 1)
        """, repair: "Write the list, say points=5, or search random."),
    DiagnosticPage(
      .domainWhole, "A count is a whole number.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr=0.1 batch in uniform(16, 64)
        """, repair: "integers(16, 64)"),
    DiagnosticPage(
      .dropoutShare, "A bare number after dropout could mean the share kept or dropped.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout 0.2
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Write keep=0.8 or rate=0.2."),
    DiagnosticPage(
      .examplesMany, "train has fewer examples than examples= asks for.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 examples in [100, 500]
        """, repair: "Stay within the training examples."),
    DiagnosticPage(
      .expectBoolean, "expect needs a claim that holds or does not.",
      example: """
        expect 1 + 1
        """, repair: "Compare with something: expect 1 + 1 == 2."),
    DiagnosticPage(
      .figureUnknown, "There is no such plot.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot costs rates
        """, repair: "lectern help plot lists them."),
    DiagnosticPage(
      .fileEnding, "The ending of a file says in which format weights are written.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        save "net.weights"
        """, repair: ".npz or .safetensors; load reads .mat, too."),
    DiagnosticPage(
      .fileOutside, "A notebook writes and reads weights in its own folder only.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        save "../net.npz"
        """, repair: "Leave out the folders above."),
    DiagnosticPage(
      .functionArguments,
      "A function of the notebook is given as many arguments as it has parameters.",
      example: """
        def line(w, x) = w * x
        show line(2)
        """, repair: "show line(2, 3)"),
    DiagnosticPage(
      .functionDepth, "Functions call each other in a chain that is too long.",
      example: """
        def f0(x) = x + 1
        def f1(x) = f0(x)
        def f2(x) = f1(x)
        def f3(x) = f2(x)
        def f4(x) = f3(x)
        def f5(x) = f4(x)
        def f6(x) = f5(x)
        def f7(x) = f6(x)
        def f8(x) = f7(x)
        def f9(x) = f8(x)
        def f10(x) = f9(x)
        def f11(x) = f10(x)
        def f12(x) = f11(x)
        def f13(x) = f12(x)
        def f14(x) = f13(x)
        def f15(x) = f14(x)
        def f16(x) = f15(x)
        def f17(x) = f16(x)
        def f18(x) = f17(x)
        def f19(x) = f18(x)
        def f20(x) = f19(x)
        def f21(x) = f20(x)
        def f22(x) = f21(x)
        def f23(x) = f22(x)
        def f24(x) = f23(x)
        def f25(x) = f24(x)
        def f26(x) = f25(x)
        def f27(x) = f26(x)
        def f28(x) = f27(x)
        def f29(x) = f28(x)
        def f30(x) = f29(x)
        def f31(x) = f30(x)
        def f32(x) = f31(x)
        def f33(x) = f32(x)
        def f34(x) = f33(x)
        def f35(x) = f34(x)
        def f36(x) = f35(x)
        def f37(x) = f36(x)
        def f38(x) = f37(x)
        def f39(x) = f38(x)
        def f40(x) = f39(x)
        def f41(x) = f40(x)
        def f42(x) = f41(x)
        def f43(x) = f42(x)
        def f44(x) = f43(x)
        def f45(x) = f44(x)
        def f46(x) = f45(x)
        def f47(x) = f46(x)
        def f48(x) = f47(x)
        def f49(x) = f48(x)
        def f50(x) = f49(x)
        def f51(x) = f50(x)
        def f52(x) = f51(x)
        def f53(x) = f52(x)
        def f54(x) = f53(x)
        def f55(x) = f54(x)
        def f56(x) = f55(x)
        def f57(x) = f56(x)
        def f58(x) = f57(x)
        def f59(x) = f58(x)
        def f60(x) = f59(x)
        def f61(x) = f60(x)
        def f62(x) = f61(x)
        def f63(x) = f62(x)
        def f64(x) = f63(x)
        def f65(x) = f64(x)
        def f66(x) = f65(x)
        def f67(x) = f66(x)
        def f68(x) = f67(x)
        def f69(x) = f68(x)
        show f69(1)
        """, repair: "Let one function do the work of several."),
    DiagnosticPage(
      .functionPlace,
      "Functions are defined for the whole notebook, so a definition does not stand in a loop or in another function.",
      example: """
        repeat 2
          def double(x) = 2 * x
        end
        """, repair: "Define it before the loop."),
    DiagnosticPage(
      .functionRecursion, "A function that calls itself might never end.",
      example: """
        def factorial(n) = n * factorial(n - 1)
        show factorial(5)
        """, repair: "let f = 1, and f = f * n in for n in 1..5 … end"),
    DiagnosticPage(
      .functionUnknown, "There is no function of this name.",
      example: """
        show sigmid(0)
        """, repair: "lectern help functions lists them."),
    DiagnosticPage(
      .gradientCount, "Each variable of the cost has its gradient.",
      example: """
        let w = [1; 2]
        def J(w) = sum(w^2)
        check gradient (2 * w) w of J at w
        """, repair: "check gradient (2 * w) of J at w"),
    DiagnosticPage(
      .gradientShape, "A gradient has an entry for each entry of its variable.",
      example: """
        let w = [1; 2]
        def J(w) = sum(w^2)
        check gradient (2 * w.T) of J at w
        """, repair: "check gradient (2 * w) of J at w"),
    DiagnosticPage(
      .imagesMissing, "The examples are not pictures, or their size is not said.",
      example: """
        data circles 300 seed=1
        plot images 4
        """, repair: "Say image=20x20 where the data are read."),
    DiagnosticPage(
      .inUnused, "A name varies, but neither the model nor the options use it.",
      example: """
        let n_h = 4
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 n_h in [1, 2]
        """, repair: "Use the name in a layer, or vary another."),
  ]
}
