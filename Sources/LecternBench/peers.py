"""The epochs of `lectern-bench training` in other libraries, as their users write them.

The first answer is the versions of the libraries that are there: {"peers": {"NumPy": "2.4.6"}}.
Then reads a workload, a peer and a number of epochs a line (digits JAX 3), trains that model on
after an epoch that is not counted, and answers with {"seconds": an epoch, "examples": an epoch,
"cost": the last one} or {"skip": why}. All else that is printed goes to standard error.

Needs NumPy, and measures what else it finds: pip install numpy torch jax scikit-learn keras
Keras works on JAX if it is there, else on TensorFlow (pip install tensorflow-cpu), else on PyTorch,
fastest first, or on what KERAS_BACKEND names.
"""

import functools
import importlib
import importlib.util
import json
import os
import sys
import time
import traceback
import warnings
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Workload:
    """Batches are shuffled and taken by Adam; without, all examples at once by gradient descent."""

    sizes: tuple
    hidden: str
    examples: int
    rate: float
    batch: int | None = None
    numpy_type: type = np.float32

    @property
    def is_binary(self):
        return self.sizes[-1] == 1

    @functools.cached_property
    def data(self):
        """Features, one example a row, and labels; alike for every peer."""
        random = np.random.default_rng(1)
        X = random.random((self.examples, self.sizes[0]), dtype=np.float32)
        return X, random.integers(max(self.sizes[-1], 2), size=self.examples)

    @property
    def start(self):
        """The first weights and biases of each layer; scikit-learn alone draws its own."""
        random = np.random.default_rng(2)
        gain = 2 if self.hidden == "relu" else 1
        return [
            (
                random.normal(0, np.sqrt(gain / n_in), (n_in, n_out)).astype(np.float32),
                np.zeros(n_out, np.float32),
            )
            for n_in, n_out in zip(self.sizes, self.sizes[1:])
        ]


WORKLOADS = {
    "planar": Workload((2, 4, 1), "tanh", 400, 1.2, numpy_type=np.float64),
    "cat": Workload((12288, 20, 7, 5, 1), "relu", 209, 0.0075),
    "digits": Workload((400, 25, 10), "relu", 5000, 0.001, 64),
    "mnist": Workload((784, 128, 10), "relu", 60_000, 0.001, 128),
    "wide": Workload((784, 512, 512, 10), "relu", 60_000, 0.001, 256),
}


# Each peer makes a model of a workload and returns what trains it for some epochs and returns the
# cost of the last one.


def numpy_trainer(work):
    dtype = work.numpy_type
    X, y = work.data
    X = X.astype(dtype, copy=False)
    if work.is_binary:
        y = y.astype(dtype)[:, None]
    random = np.random.default_rng(3)
    # All parameters in one vector, so that the optimizer takes few calls.
    flat = np.concatenate([p.ravel() for layer in work.start for p in layer]).astype(dtype)
    gradient = np.empty_like(flat)
    m, v = np.zeros_like(flat), np.zeros_like(flat)
    steps = 0

    def layers_of(vector):
        layers, at = [], 0
        for n_in, n_out in zip(work.sizes, work.sizes[1:]):
            W, b = np.split(vector[at : at + (n_in + 1) * n_out], [n_in * n_out])
            layers.append((W.reshape(n_in, n_out), b))
            at += (n_in + 1) * n_out
        return layers

    layers, slopes = layers_of(flat), layers_of(gradient)

    def backpropagate(x, y):
        """Fills the gradient and returns the cost."""
        count = len(x)
        activations = [x]
        for W, b in layers[:-1]:
            A = activations[-1] @ W
            A += b
            np.tanh(A, out=A) if work.hidden == "tanh" else np.maximum(A, 0, out=A)
            activations.append(A)
        W, b = layers[-1]
        Z = activations[-1] @ W
        Z += b
        if work.is_binary:
            cost = np.mean(np.logaddexp(0, Z) - y * Z)
            dZ = 1 / (1 + np.exp(-Z)) - y
        else:
            Z -= Z.max(axis=1, keepdims=True)
            dZ = np.exp(Z)
            total = dZ.sum(axis=1, keepdims=True)
            rows = np.arange(count)
            cost = np.mean(np.log(total[:, 0]) - Z[rows, y])
            dZ /= total
            dZ[rows, y] -= 1
        dZ /= count
        for index in reversed(range(len(layers))):
            A = activations[index]
            dW, db = slopes[index]
            np.matmul(A.T, dZ, out=dW)
            dZ.sum(axis=0, out=db)
            if index > 0:
                dZ = dZ @ layers[index][0].T
                dZ *= 1 - A * A if work.hidden == "tanh" else A > 0
        return cost

    def adam():
        nonlocal flat, m, v, steps
        steps += 1
        m += 0.1 * (gradient - m)
        v += 0.001 * (gradient * gradient - v)
        root = np.sqrt(v / (1 - 0.999**steps))
        root += 1e-8
        flat -= work.rate / (1 - 0.9**steps) * m / root

    def train(epochs):
        nonlocal flat
        for _ in range(epochs):
            if work.batch is None:
                cost = backpropagate(X, y)
                flat -= work.rate * gradient
                continue
            order = random.permutation(work.examples)
            cost = 0
            for start in range(0, work.examples, work.batch):
                batch = order[start : start + work.batch]
                cost += backpropagate(X[batch], y[batch]) * len(batch) / work.examples
                adam()
        return cost

    return train


def torch_trainer(work):
    import torch
    from torch import nn
    from torch.nn import functional

    X, y = map(torch.from_numpy, work.data)
    loss = functional.cross_entropy
    if work.is_binary:
        y, loss = y.float()[:, None], functional.binary_cross_entropy_with_logits
    stack = []
    for W, b in work.start:
        linear = nn.Linear(*W.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W.T))
            linear.bias.copy_(torch.from_numpy(b))
        stack += [linear, nn.Tanh() if work.hidden == "tanh" else nn.ReLU()]
    model = nn.Sequential(*stack[:-1])
    kind = torch.optim.Adam if work.batch else torch.optim.SGD
    optimizer = kind(model.parameters(), lr=work.rate, fused=True)

    def step(x, y):
        optimizer.zero_grad()
        cost = loss(model(x), y)
        cost.backward()
        optimizer.step()
        return cost.detach()

    def train(epochs):
        for _ in range(epochs):
            if work.batch is None:
                cost = step(X, y)
                continue
            cost = 0
            for batch in torch.randperm(work.examples).split(work.batch):
                cost += step(X[batch], y[batch]) * len(batch) / work.examples
        return cost.item()

    return train


def jax_trainer(work):
    import jax
    import jax.numpy as jnp
    from jax import lax

    X, y = map(jnp.asarray, work.data)
    if work.is_binary:
        y = y.astype(jnp.float32)[:, None]
    hidden = jnp.tanh if work.hidden == "tanh" else jax.nn.relu

    def cost_of(layers, x, y):
        for W, b in layers[:-1]:
            x = hidden(x @ W + b)
        W, b = layers[-1]
        z = x @ W + b
        if work.is_binary:
            return jnp.mean(jax.nn.softplus(z) - y * z)
        chosen = jnp.take_along_axis(z, y[:, None], axis=1)[:, 0]
        return jnp.mean(jax.nn.logsumexp(z, axis=1) - chosen)

    def descend(layers, x, y):
        cost, slopes = jax.value_and_grad(cost_of)(layers, x, y)
        return jax.tree.map(lambda p, g: p - work.rate * g, layers, slopes), cost

    def adam(state, x, y):
        layers, m, v, steps = state
        cost, slopes = jax.value_and_grad(cost_of)(layers, x, y)
        steps += 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, slopes)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, slopes)
        rate, share = work.rate / (1 - 0.9**steps), 1 / (1 - 0.999**steps)
        layers = jax.tree.map(
            lambda p, m, v: p - rate * m / (jnp.sqrt(v * share) + 1e-8), layers, m, v
        )
        return (layers, m, v, steps), cost

    @functools.partial(jax.jit, donate_argnums=0)
    def run_full(state, epochs, X, y):
        def body(_, carried):
            return descend(carried[0], X, y)

        return lax.fori_loop(0, epochs, body, (state, jnp.float32(0)))

    @functools.partial(jax.jit, donate_argnums=0)
    def run_epoch(state, order, X, y):
        def step(state, batch):
            return adam(state, X[batch], y[batch])

        whole = work.examples // work.batch * work.batch
        state, costs = lax.scan(step, state, order[:whole].reshape(-1, work.batch))
        cost = costs.sum() * work.batch
        if whole < work.examples:
            state, last = step(state, order[whole:])
            cost += last * (work.examples - whole)
        return state, cost / work.examples

    layers = jax.tree.map(jnp.asarray, work.start)
    moments = [jax.tree.map(jnp.zeros_like, layers) for _ in range(2)]
    state = (layers, *moments, jnp.float32(0)) if work.batch else layers
    random = np.random.default_rng(3)

    def train(epochs):
        nonlocal state
        if work.batch is None:
            state, cost = run_full(state, epochs, X, y)
        else:
            for _ in range(epochs):
                # JAX's own permutation sorts, which takes longer.
                state, cost = run_epoch(state, random.permutation(work.examples), X, y)
        return cost.item()

    return train


def sklearn_trainer(work):
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    warnings.simplefilter("ignore", ConvergenceWarning)
    model = MLPClassifier(
        work.sizes[1:-1],
        activation=work.hidden,
        solver="adam" if work.batch else "sgd",
        learning_rate_init=work.rate,
        momentum=0,
        alpha=0,
        batch_size=work.batch or work.examples,
        shuffle=work.batch is not None,
        n_iter_no_change=sys.maxsize,
        random_state=3,
        warm_start=True,
    )

    def train(epochs):
        model.set_params(max_iter=epochs).fit(*work.data)
        return model.loss_

    return train


def keras_trainer(work):
    import keras

    X, y = work.data
    if work.is_binary:
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        y = y.astype(np.float32)[:, None]
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model = keras.Sequential([keras.Input((work.sizes[0],))])
    for size in work.sizes[1:-1]:
        model.add(keras.layers.Dense(size, activation=work.hidden))
    model.add(keras.layers.Dense(work.sizes[-1]))
    model.set_weights([p for layer in work.start for p in layer])
    kind = keras.optimizers.Adam if work.batch else keras.optimizers.SGD
    # Many steps a call make small batches up to twice as fast; PyTorch has none of them.
    can_join = work.batch is not None and keras.backend.backend() != "torch"
    model.compile(kind(work.rate), loss, steps_per_execution=32 if can_join else 1)

    def train(epochs):
        if work.batch is not None:
            history = model.fit(X, y, work.batch, epochs, verbose=0)
            return history.history["loss"][-1]
        # An epoch of one batch: fit would only add its own work.
        for left in reversed(range(epochs)):
            if left == 0:
                model.reset_metrics()  # The cost is a mean since then.
            cost = model.train_on_batch(X, y)
        return cost

    return train


PEERS = {
    "NumPy": ("numpy", numpy_trainer),
    "PyTorch": ("torch", torch_trainer),
    "JAX": ("jax", jax_trainer),
    "scikit-learn": ("sklearn", sklearn_trainer),
    "Keras": ("keras", keras_trainer),
}


def find_peers():
    """The versions of the libraries that can be imported."""
    backends = filter(importlib.util.find_spec, ("jax", "tensorflow", "torch"))
    os.environ.setdefault("KERAS_BACKEND", next(backends, "tensorflow"))
    versions = {}
    for name, (module, _) in PEERS.items():
        try:
            library = importlib.import_module(module)
            versions[name] = library.__version__
            if name == "Keras":
                versions[name] += f" on {library.backend.backend()}"
        except Exception as error:
            print(f"{name} is not there: {error!r}", file=sys.stderr)
    return versions


@functools.cache
def trainer(name, peer):
    return PEERS[peer][1](WORKLOADS[name])


def measured(name, peer, epochs):
    train = trainer(name, peer)
    train(1)
    start = time.perf_counter()
    cost = train(epochs)
    seconds = (time.perf_counter() - start) / epochs
    # Not a number is no JSON.
    cost = float(cost) if np.isfinite(cost) else None
    return {"seconds": seconds, "examples": WORKLOADS[name].examples, "cost": cost}


def main():
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    print(json.dumps({"peers": find_peers()}), file=answers, flush=True)
    for line in sys.stdin:
        try:
            name, peer, epochs = line.split()
            answer = measured(name, peer, int(epochs))
        except Exception as error:
            traceback.print_exc()
            answer = {"skip": repr(error)}
        print(json.dumps(answer), file=answers, flush=True)


main()
