"""The same tasks with NumPy, SymPy, PyTorch and Maxima, as far as they are installed.

Usage: python3 docs/benchmarks/peers.py [matrix|entries|numeric|samples]...
Every derivative is first compared with one that was worked out by hand or by differences, and is called right or
wrong; only what is right is timed: CPU time of this process, one thread, the median of several runs after a warm-up.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import shutil
import statistics
import subprocess
import sys
import time


def median(run, count):
    run()
    times = []
    for _ in range(count):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return statistics.median(times)


def report(what, is_right, run=None, count=1):
    """One line: right or wrong, and the time of what is right."""
    if not is_right:
        print(f"{what:76s} wrong", flush=True)
    else:
        seconds = run if isinstance(run, float) else median(run, count)
        print(f"{what:76s} right {seconds * 1e3:12.3f} ms", flush=True)


# Matrix form, symbolic sizes: the deep linear network with weight decay, depth 4, gradient and Hessian.


def sympy_matrix():
    import sympy

    d = sympy.symbols("d0:5", integer=True, positive=True)
    n = sympy.Symbol("n", integer=True, positive=True)
    w = [sympy.MatrixSymbol(f"W{i}", d[i], d[i - 1]) for i in range(1, 5)]
    x, y = sympy.MatrixSymbol("X", d[0], n), sympy.MatrixSymbol("Y", d[4], n)
    residual = w[3] * w[2] * w[1] * w[0] * x - y
    loss = sympy.Trace(residual.T * residual) / 2
    for each in w:
        loss += sympy.Trace(each.T * each) / 2
    sizes = dict(zip(d, (2, 3, 2, 3, 2)))
    sizes[n] = 3

    def numbers(expression, values):
        return sympy.Matrix(expression.subs(sizes).subs(values).doit())

    def values_at():
        from random import Random

        random = Random(7)
        values = {}
        for symbol in (*w, x, y):
            rows, columns = (sizes[s] for s in symbol.shape)
            fixed = sympy.MatrixSymbol(symbol.name, rows, columns)
            values[fixed] = sympy.Matrix(rows, columns, lambda i, j: sympy.Rational(random.randint(-9, 9), 7))
        return values

    def true_gradient(k, values):
        m = [values[sympy.MatrixSymbol(each.name, *(sizes[s] for s in each.shape))] for each in (*w, x, y)]
        left = sympy.eye(m[3].rows)
        for each in range(3, k, -1):
            left = left * m[each]
        right = m[4]
        for each in range(k):
            right = m[each] * right
        return left.T * (left * m[k] * right - m[5]) * right.T + m[k]

    # The comparison itself, on a gradient that was worked out by hand.
    by_hand = (w[3] * w[2] * w[1]).T * residual * x.T + w[0]
    assert numbers(by_hand, values_at()) == true_gradient(0, values_at())
    for k, symbol in enumerate(w):
        what = f"SymPy {sympy.__version__}, matrix form, depth 4, gradient {symbol.name}"
        try:
            gradient = sympy.diff(loss, symbol)
            values = values_at()
            is_right = gradient.shape == symbol.shape and numbers(gradient, values) == true_gradient(k, values)
        except Exception as e:
            print(f"{what:76s} refused ({type(e).__name__})")
            continue
        report(what, is_right, lambda s=symbol: sympy.diff(loss, s), 3)
    try:
        first = sympy.diff(loss, w[0])
        second = sympy.diff(first, w[0])
        print(f"{'SymPy, Hessian of W1 in matrix form':76s} "
              f"{'wrong: 0' if second == 0 or second.is_zero else 'no matrix: ' + type(second).__name__}")
    except Exception as e:
        print(f"{'SymPy, Hessian of W1 in matrix form':76s} refused ({type(e).__name__})")


# Entry by entry: four layers of width three against a matrix, 36 variables.


def true_entries(w, m):
    """The Hessian of |W4 W3 W2 W1 - M|^2/2 at integers, in the order of the entries of W1, then W2, ..."""
    import numpy as np

    def chain(parts):
        product = np.eye(3, dtype=object).astype(int)
        for part in parts:
            product = part @ product
        return product

    units = []
    for k in range(4):
        for i in range(3):
            for j in range(3):
                unit = np.zeros((3, 3), dtype=int)
                unit[i, j] = 1
                units.append((k, unit))
    residual = chain(w) - m
    first = [chain(w[:k] + [u] + w[k + 1:]) for k, u in units]
    hessian = np.zeros((36, 36), dtype=int)
    for a, (k, u) in enumerate(units):
        for b, (l, v) in enumerate(units):
            second = 0
            if k != l:
                moved = list(w)
                moved[k], moved[l] = u, v
                second = (residual * chain(moved)).sum()
            hessian[a, b] = (first[a] * first[b]).sum() + second
    return hessian


def integers():
    import numpy as np

    rng = np.random.default_rng(3)
    return [rng.integers(-4, 5, (3, 3)) for _ in range(4)], rng.integers(-4, 5, (3, 3))


def sympy_entries():
    import numpy as np
    import sympy

    ws = [sympy.Matrix(3, 3, sympy.symbols(f"w{k}_1:10")) for k in range(4)]
    m = sympy.Matrix(3, 3, sympy.symbols("m1:10"))
    r = ws[3] * ws[2] * ws[1] * ws[0] - m
    loss = sum(e ** 2 for e in r) / 2
    variables = [e for w in ws for e in w]
    hessian = {}
    start = time.process_time()
    gradient = [sympy.diff(loss, v) for v in variables]
    for i, g in enumerate(gradient):
        for j in range(i, 36):
            hessian[i, j] = sympy.diff(g, variables[j])
    seconds = time.process_time() - start
    w, target = integers()
    values = dict(zip(variables, [int(e) for part in w for e in part.ravel()]))
    values.update(zip(list(m), [int(e) for e in target.ravel()]))
    truth = true_entries(w, target)
    function = sympy.lambdify(list(values), [hessian[0, j] for j in range(36)])
    is_right = list(np.array(function(*values.values()))) == list(truth[0])
    report(f"SymPy {sympy.__version__}, 36 variables, gradient and Hessian by entries (one run)", is_right, seconds)


MAXIMA = """
display2d : false$
W(k) := genmatrix(lambda([i,j], concat(w, k, i, j)), 3, 3)$
M : genmatrix(lambda([i,j], concat(m, i, j)), 3, 3)$
R : W(4) . W(3) . W(2) . W(1) - M$
f : sum(sum(R[i,j]^2, i, 1, 3), j, 1, 3)/2$
v : flatten(makelist(flatten(args(W(k))), k, 1, 4))$
t : elapsed_run_time()$
g : makelist(diff(f, x), x, v)$
h : makelist(makelist(diff(y, x), x, v), y, g)$
s : elapsed_run_time() - t$
at : append(map("=", v, VALUES), map("=", flatten(args(M)), TARGET))$
print("entries", subst(at, h))$
print("seconds", s)$
"""


def maxima_entries():
    w, target = integers()
    text = MAXIMA.replace("VALUES", str([int(e) for part in w for e in part.ravel()]))
    text = text.replace("TARGET", str([int(e) for e in target.ravel()]))
    times, is_right = [], True
    for _ in range(3):
        done = subprocess.run(["maxima", "--very-quiet"], input=text, capture_output=True, text=True, timeout=300)
        flat = done.stdout.replace("\n", "").replace("\\", "")
        entries = flat.split("entries", 1)[1].split("seconds")[0]
        is_right &= eval(entries) == true_entries(w, target).tolist()
        times.append(float(flat.split("seconds")[-1].split()[0]))
    version = subprocess.run(["maxima", "--version"], capture_output=True, text=True).stdout.strip()
    report(f"{version}, 36 variables, gradient and Hessian by entries", is_right, statistics.median(times))


# Numbers: the dense Hessian of three layers on data with weight decay.


def three_layers(d, n=1000):
    import numpy as np

    rng = np.random.default_rng(1)
    x, y = rng.standard_normal((d, n)), rng.standard_normal((d, n))
    return x, y, 0.3 * rng.standard_normal((3, d, d))


def by_differences(x, y, w, hessian):
    """How far the Hessian times a direction is from differences of the gradient."""
    import numpy as np

    sxx, syx = x @ x.T, y @ x.T
    v = np.random.default_rng(2).standard_normal(w.shape)

    def gradient(t):
        a1, a2, a3 = w + t * v
        e = a3 @ a2 @ a1 @ sxx - syx
        return np.concatenate([
            ((a3 @ a2).T @ e + 0.05 * a1).ravel(),
            (a3.T @ e @ a1.T + 0.05 * a2).ravel(),
            (e @ (a2 @ a1).T + 0.05 * a3).ravel(),
        ])

    difference = (gradient(1e-6) - gradient(-1e-6)) / 2e-6
    return np.abs(hessian @ v.ravel() - difference).max() / np.abs(difference).max()


def numpy_blocks(d):
    """Hand-written Kronecker blocks, data as moments."""
    import numpy as np

    x, y, w = three_layers(d)
    sxx, syx = x @ x.T, y @ x.T
    w1, w2, w3 = w
    m = d * d
    out = np.empty((3 * m, 3 * m))
    eye = np.eye(m)

    def kron(a, b):
        return np.einsum("ik,jl->ijkl", a, b).reshape(m, m)

    def crossed(a, b):
        # Row-major entries of a V' b with respect to those of V.
        return np.einsum("il,kj->ijkl", a, b).reshape(m, m)

    def run():
        w21, w32 = w2 @ w1, w3 @ w2
        e = w32 @ w1 @ sxx - syx
        s1 = w1 @ sxx
        s11 = s1 @ w1.T
        s21 = w21 @ sxx
        out[:m, :m] = kron(w32.T @ w32, sxx) + 0.05 * eye
        out[m:2 * m, m:2 * m] = kron(w3.T @ w3, s11) + 0.05 * eye
        out[2 * m:, 2 * m:] = kron(np.eye(d), w2 @ s11 @ w2.T) + 0.05 * eye
        a = kron(w32.T @ w3, s1.T) + crossed(np.eye(d), w3.T @ e)
        b = kron(w32.T, s21.T) + crossed(w2.T, e)
        c = kron(w3.T, (w2 @ s11).T) + crossed(np.eye(d), e @ w1.T)
        out[:m, m:2 * m], out[m:2 * m, :m] = a, a.T
        out[:m, 2 * m:], out[2 * m:, :m] = b, b.T
        out[m:2 * m, 2 * m:], out[2 * m:, m:2 * m] = c, c.T

    run()
    report(f"NumPy {np.__version__}, Hessian by hand-written blocks, width {d}",
           by_differences(x, y, w, out) < 1e-6, run, 200 if d < 20 else 30)


def torch_hessian(d):
    import torch

    torch.set_num_threads(1)
    x, y, w = three_layers(d)
    xt, yt, wt = (torch.from_numpy(each) for each in (x, y, w))

    def loss(w):
        return ((w[2] @ w[1] @ w[0] @ xt - yt) ** 2).sum() / 2 + 0.025 * (w ** 2).sum()

    def moments(w):
        # The same with the data as moments, up to a constant: torch's best.
        p = w[2] @ w[1] @ w[0]
        return (p @ sxx * p).sum() / 2 - (p * syx).sum() + 0.025 * (w ** 2).sum()

    sxx, syx = xt @ xt.T, yt @ xt.T
    for name, function in (("data", loss), ("moments", moments)):
        for vectorize in (False, True) if d < 20 else (True,):
            if name == "data" and d > 20:
                continue
            def run():
                return torch.autograd.functional.hessian(function, wt, vectorize=vectorize)

            hessian = run().reshape(3 * d * d, 3 * d * d).numpy()
            report(f"PyTorch {torch.__version__}, Hessian{' vectorised' if vectorize else ''}, {name}, width {d}",
                   by_differences(x, y, w, hessian) < 1e-6, run, 5 if d < 20 else 1)


# Loss and gradient from samples: what a framework computes at each step.


def numpy_samples(n, d=10):
    import numpy as np

    x, y, w = three_layers(d, n)

    def run():
        w1, w2, w3 = w
        e = w3 @ w2 @ w1 @ x - y
        ex = e @ x.T
        loss = (e * e).sum() / 2
        return loss, (w3 @ w2).T @ ex, w3.T @ ex @ w1.T, ex @ (w2 @ w1).T

    h = 1e-6
    v = np.random.default_rng(2).standard_normal(w.shape)
    slope = sum((g * each).sum() for g, each in zip(run()[1:], v))
    kept = w.copy()
    w += h * v
    ahead = run()[0]
    w -= 2 * h * v
    behind = run()[0]
    w[:] = kept
    is_right = abs((ahead - behind) / (2 * h) - slope) < 1e-6 * abs(slope)
    report(f"NumPy {np.__version__}, loss and gradient from {n} samples, width {d}", is_right, run,
           200 if n < 10 ** 5 else 5)


def attempt(run, *arguments):
    try:
        run(*arguments)
    except ImportError as missing:
        print(f"{run.__name__}: {missing.name} is not installed")


if __name__ == "__main__":
    parts = sys.argv[1:] or ["matrix", "entries", "numeric", "samples"]
    if "matrix" in parts:
        attempt(sympy_matrix)
    if "entries" in parts:
        if shutil.which("maxima"):
            attempt(maxima_entries)
        else:
            print("Maxima is not installed")
        attempt(sympy_entries)
    if "numeric" in parts:
        for width in (10, 20, 30):
            attempt(numpy_blocks, width)
        for width in (10, 20, 30):
            attempt(torch_hessian, width)
    if "samples" in parts:
        for samples in (10 ** 3, 10 ** 6):
            attempt(numpy_samples, samples)
