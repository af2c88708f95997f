"""Writes oracle.txt: short float64 runs judged by JAX's derivatives and Optax's optimizers and losses.

    pip install jax optax && python3 oracle.py > oracle.txt        (made with jax 0.10, optax 0.2.8)

Each run has costs (epoch means), parameters (W row by row, b, layer by layer, then every gamma, beta, running
mean, running variance) and outputs of the trained network for all examples in evaluation form (row by row).
What Optax has not (exact Nesterov, AdaGrad with eps outside, AdamW uncorrected, the proximal step, max norm,
Weston-Watkins) is written here from the papers named in the Swift comments.
"""
import jax
import jax.numpy as jnp
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)
M = 23


def examples(kind):
    r = np.random.RandomState(100)
    x = r.randn(3, M)
    if kind == "softmax" or kind == "scores":
        y = np.zeros((3, M))
        y[np.argmax(x + 0.3 * r.randn(3, M), axis=0), np.arange(M)] = 1
    elif kind == "sigmoid" or kind == "score":
        y = (x[:1] * x[1:2] > 0).astype(float)
    else:
        y = np.vstack([np.sin(x[0]) + x[1], x[2] ** 2])
    return x, y


ACTIVATIONS = {
    "linear": lambda z: z, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "softplus": jax.nn.softplus,
    "relu": lambda z: jnp.where(z > 0, z, 0), "leaky": lambda z: jnp.where(z > 0, z, 0.1 * z),
    "elu": lambda z: jnp.where(z > 0, z, 0.5 * jnp.expm1(jnp.where(z > 0, 0, z))),
    "softmax": lambda z: jax.nn.softmax(z, axis=0),
}


def weston_watkins(scores, y):
    right = jnp.sum(scores * y, axis=0)
    return jnp.mean(jnp.sum((1 - y) * jnp.maximum(0, scores - right + 1), axis=0))


# From the logits or scores of the last layer.
LOSSES = {
    "softmax": lambda z, y: jnp.mean(optax.softmax_cross_entropy(z.T, y.T)),
    "sigmoid": lambda z, y: jnp.mean(optax.sigmoid_binary_cross_entropy(z, y)),
    "mse": lambda z, y: jnp.mean(optax.squared_error(z, y)),
    "half_mse": lambda z, y: jnp.mean(optax.l2_loss(z, y)),
    "mae": lambda z, y: jnp.mean(jnp.abs(z - y)),
    "huber": lambda z, y: jnp.mean(optax.huber_loss(z, y, delta=0.4)),
    "hinge": lambda z, y: jnp.mean(optax.hinge_loss(z, 2 * y - 1)),
    "weston_watkins": weston_watkins,
}
DEFAULT = {"softmax": "softmax", "sigmoid": "sigmoid", "regression": "mse", "score": "hinge",
           "scores": "weston_watkins"}
OUTPUT = {"softmax": "softmax", "sigmoid": "sigmoid"}


def forward(p, running, layers, x, drops, training):
    """The last sums, and mean and variance of each batch norm."""
    seen = []
    dense = norm = drop = 0
    for layer in layers:
        if layer[0] == "dense":
            z = p["W"][dense] @ x + p["b"][dense]
            dense += 1
            x = ACTIVATIONS[layer[2]](z)
        elif layer[0] == "norm":
            if training:
                mean, variance = jnp.mean(x, axis=1), jnp.var(x, axis=1)
                seen.append((mean, variance))
            else:
                mean, variance = running[norm]
            z = (x - mean[:, None]) / jnp.sqrt(variance[:, None] + layer[2])
            z = p["gamma"][norm] * z + p["beta"][norm]
            norm += 1
            x = ACTIVATIONS[layer[1]](z)
        else:
            if training:
                x = x * drops[drop] / layer[1]
                drop += 1
    return z, seen


def run(name, kind, layers, optimizer, lr, iterations=14, batch=8, loss=None, l2=0.0, own_l2=None,
        scale=None, l1=0.0, elastic=0.0, proximal=0.0, max_norm=None, nesterov=None):
    """layers without the last: ("dense", units, activation), ("norm", activation, eps, momentum),
    ("dropout", keep); a last dense layer (or what `layers` ends with after the word "end") is added."""
    x, y = examples(kind)
    if layers and layers[-1] == "end":
        layers = layers[:-1]
    else:
        layers = layers + [("dense", y.shape[0], "linear")]
    loss = LOSSES[loss or DEFAULT[kind]]
    r = np.random.RandomState(5)
    p = {"W": [], "b": [], "gamma": [], "beta": []}
    running = []
    rows = 3
    for layer in layers:
        if layer[0] == "dense":
            p["W"].append(jnp.array(r.randn(layer[1], rows) * 0.5))
            p["b"].append(jnp.zeros((layer[1], 1)))
            rows = layer[1]
        elif layer[0] == "norm":
            p["gamma"].append(jnp.ones((rows, 1)))
            p["beta"].append(jnp.zeros((rows, 1)))
            running.append((jnp.zeros(rows), jnp.ones(rows)))
    lambdas = [l2 if own is None else own for own in (own_l2 or [None] * len(p["W"]))]

    def cost(p, bx, by, drops):
        m = bx.shape[1]
        z, seen = forward(p, running, layers, bx, drops, True)
        factor = scale if scale is not None else 1 / (2 * m)
        value = loss(z, by)
        value += sum(c * factor * jnp.sum(w ** 2) for c, w in zip(lambdas, p["W"]))
        value += sum(l1 * jnp.sum(jnp.abs(w)) + elastic * jnp.sum(w ** 2) for w in p["W"])
        return value, seen

    slope = jax.value_and_grad(cost, has_aux=True)
    state = optimizer.init(p) if optimizer else None
    velocity = jax.tree.map(jnp.zeros_like, p)
    stream, masks = np.random.RandomState(77), np.random.RandomState(88)
    costs, t, clipped = [], 0, 0
    while t < iterations:
        order = stream.permutation(M) if batch else np.arange(M)
        total = seen_count = 0
        for start in range(0, M, batch or M):
            if t == iterations:
                break
            pick = order[start:start + (batch or M)]
            bx, by, m = x[:, pick], y[:, pick], len(pick)
            drops, rows = [], 3
            for layer in layers:
                if layer[0] == "dense":
                    rows = layer[1]
                elif layer[0] == "dropout":
                    drops.append(masks.rand(rows, m) < layer[1])
            (value, seen), g = slope(p, bx, by, drops)
            value += proximal * sum(float(jnp.sum(jnp.abs(w))) for w in p["W"])
            n = 0
            for layer in layers:
                if layer[0] == "norm":
                    keep, (mean, variance) = layer[3], seen[n]
                    old_mean, old_variance = running[n]
                    running[n] = (keep * old_mean + (1 - keep) * mean,
                                  keep * old_variance + (1 - keep) * variance * m / (m - 1))
                    n += 1
            if nesterov:
                ahead = jax.tree.map(lambda w, h: w - nesterov * h, p, velocity)
                g = slope(ahead, bx, by, drops)[1]
                velocity = jax.tree.map(lambda h, d: nesterov * h + lr * d, velocity, g)
                p = jax.tree.map(lambda w, h: w - h, p, velocity)
            else:
                steps, state = optimizer.update(g, state, p)
                p = optax.apply_updates(p, steps)
            if proximal:
                p["W"] = [jnp.sign(w) * jnp.maximum(jnp.abs(w) - lr * proximal, 0) for w in p["W"]]
            if max_norm:
                for i, w in enumerate(p["W"]):
                    norms = jnp.linalg.norm(w, axis=1, keepdims=True)
                    clipped += int(jnp.sum(norms > max_norm))
                    p["W"][i] = jnp.where(norms > max_norm, w * max_norm / norms, w)
            t += 1
            total += float(value) * m
            seen_count += m
        costs.append(total / seen_count)
    flat = [v for w, b in zip(p["W"], p["b"]) for v in (w, b)]
    for part in zip(p["gamma"], p["beta"], running):
        flat += [part[0], part[1], part[2][0], part[2][1]]
    z, _ = forward(p, running, layers, x, [], False)
    out = ACTIVATIONS[OUTPUT.get(kind, "linear")](z)
    write(name, "costs", costs)
    write(name, "parameters", np.concatenate([np.ravel(v) for v in flat]))
    write(name, "outputs", np.ravel(out))
    if max_norm:
        write(name, "clipped", [clipped])


def write(name, what, values):
    print(name, what, *(repr(float(v)) for v in values))


def custom(step):
    """An optimizer from `step(memory, gradient, parameter, t)` -> (change, memory)."""
    def update(g, state, p):
        memory, t = state
        leaves, shape = jax.tree.flatten(p)
        pairs = [step(a, d, w, t + 1) for a, d, w in zip(memory, jax.tree.leaves(g), leaves)]
        return jax.tree.unflatten(shape, [c for c, _ in pairs]), ([s for _, s in pairs], t + 1)
    return optax.GradientTransformation(
        lambda p: ([(jnp.zeros_like(w), jnp.zeros_like(w)) for w in jax.tree.leaves(p)], 0), update)


def adagrad_outside(s, g, w, t):
    total = s[0] + g ** 2
    return -0.1 * g / (jnp.sqrt(total) + 1e-8), (total, s[1])


weights_only = lambda p: {k: jax.tree.map(lambda _: k == "W", v) for k, v in p.items()}
tanh = [("dense", 4, "tanh")]
run("gd-decay", "softmax", tanh, optax.chain(
    optax.add_decayed_weights(0.3, mask=weights_only), optax.sgd(0.4)), 0.4)
run("nesterov", "sigmoid", tanh, None, 0.3, l2=0.2, nesterov=0.8)
run("adagrad", "softmax", tanh, custom(adagrad_outside), 0.1)
run("adagrad-inside", "softmax", tanh, optax.adagrad(0.1, initial_accumulator_value=0, eps=1e-3), 0.1)
run("rmsprop", "softmax", tanh, optax.rmsprop(0.02, decay=0.9, eps=1e-4, eps_in_sqrt=False), 0.02)
run("rmsprop-inside", "softmax", tanh, optax.rmsprop(0.02, decay=0.8, eps=1e-4), 0.02)
run("adam-inside", "sigmoid", tanh, optax.adam(0.02, eps=0, eps_root=1e-4), 0.02, l2=0.3)
run("adamw", "sigmoid", tanh, optax.adamw(0.05, weight_decay=0.4, mask=weights_only), 0.05)
run("adadelta", "regression", tanh, optax.adadelta(1.0, rho=0.9, eps=1e-4), 1.0)
run("clip-norm", "softmax", tanh, optax.chain(
    optax.clip_by_global_norm(0.3), optax.sgd(0.5, momentum=0.9)), 0.5, l2=0.7)
run("clip-value", "regression", tanh, optax.chain(optax.clip(0.05), optax.sgd(0.5)), 0.5, l2=0.7,
    scale=0.5)
run("l1-subgradient", "softmax", tanh, optax.sgd(0.3), 0.3, l1=0.02)
run("l1-proximal", "softmax", tanh, optax.sgd(0.3, momentum=0.5), 0.3, proximal=0.05)
run("elastic", "sigmoid", tanh, optax.adam(0.02), 0.02, proximal=0.03, elastic=0.04)
run("max-norm", "softmax", tanh, optax.sgd(0.8), 0.8, max_norm=0.9)
run("own-l2", "softmax", [("dense", 4, "tanh"), ("dense", 5, "relu")], optax.sgd(0.3), 0.3, l2=0.5,
    own_l2=[None, 2.0, None])
for loss in ["half_mse", "mae", "huber"]:
    run(loss, "regression", tanh, optax.sgd(0.2), 0.2, loss=loss)
run("hinge", "score", tanh, optax.sgd(0.2), 0.2)
run("weston-watkins", "scores", tanh, optax.sgd(0.2), 0.2)
for activation in ["linear", "sigmoid", "tanh", "relu", "leaky", "elu", "softplus", "softmax"]:
    run("layer-" + activation, "softmax", [("dense", 5, activation)], optax.sgd(0.3), 0.3,
        iterations=3, batch=None)
norm = lambda activation, eps=1e-5, keep=0.9: ("norm", activation, eps, keep)
# A bias before a batch norm has no slope but rounding errors, which a small eps would blow up.
run("norm", "softmax", [("dense", 5, "linear"), norm("relu")], optax.adam(0.05, eps=1e-3), 0.05)
run("norm-first", "regression", [norm("linear", 1e-3, 0.5), ("dense", 4, "tanh")], optax.sgd(0.2), 0.2,
    batch=None)
run("norm-last", "softmax", [("dense", 4, "tanh"), ("dense", 3, "linear"), norm("linear"), "end"],
    optax.sgd(0.2, momentum=0.9), 0.2)
run("norm-twice", "sigmoid", [("dense", 5, "sigmoid"), norm("elu"), ("dropout", 0.7),
                              ("dense", 4, "linear"), norm("tanh", 1e-2, 0.7)], optax.sgd(0.3), 0.3,
    l2=0.4)
