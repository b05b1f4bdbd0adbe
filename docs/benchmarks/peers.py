"""The same tasks with NumPy, SymPy, PyTorch and Maxima, as far as they are installed.

Usage: python3 docs/benchmarks/peers.py
Prints the median of several runs after a warm-up, in seconds; one thread each.
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
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(what, seconds):
    print(f"{what:70s} {seconds * 1e3:12.3f} ms", flush=True)


def numpy_blocks(d, n=1000):
    """The Hessian of 1/2*|W3 W2 W1 X - Y|^2 + decay by hand-written Kronecker blocks, data as moments."""
    import numpy as np

    rng = np.random.default_rng(1)
    x, y = rng.standard_normal((d, n)), rng.standard_normal((d, n))
    sxx, syx = x @ x.T, y @ x.T
    w1, w2, w3 = (0.3 * rng.standard_normal((d, d)) for _ in range(3))
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

    # Right before fast: a product with a direction against differences of the gradient.
    run()
    v = rng.standard_normal((3, d, d))
    h = 1e-6

    def gradient(t):
        a1, a2, a3 = w1 + t * v[0], w2 + t * v[1], w3 + t * v[2]
        e = a3 @ a2 @ a1 @ sxx - syx
        return np.concatenate([
            ((a3 @ a2).T @ e + 0.05 * a1).ravel(),
            (a3.T @ e @ a1.T + 0.05 * a2).ravel(),
            (e @ (a2 @ a1).T + 0.05 * a3).ravel(),
        ])

    difference = (gradient(h) - gradient(-h)) / (2 * h)
    gap = np.abs(out @ v.ravel() - difference).max() / np.abs(difference).max()
    assert gap < 1e-6, gap
    report(f"NumPy {np.__version__}, hand-written blocks, width {d} (right: gap {gap:.0e})",
           median(run, 200 if d < 20 else 30))


def torch_hessian(d, n=1000):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(1)
    x, y = (torch.randn(d, n, dtype=torch.float64) for _ in range(2))
    w = 0.3 * torch.randn(3, d, d, dtype=torch.float64)

    def loss(w):
        return ((w[2] @ w[1] @ w[0] @ x - y) ** 2).sum() / 2 + 0.025 * (w ** 2).sum()

    def run():
        return torch.autograd.functional.hessian(loss, w, vectorize=True)

    report(f"PyTorch {torch.__version__}, functional.hessian vectorized, width {d}",
           median(run, 5 if d < 30 else 1))


def sympy_matrix():
    import sympy

    n = sympy.Symbol("n", integer=True, positive=True)
    w = sympy.MatrixSymbol("W", n, n)
    wrong = sympy.diff(sympy.Trace(w.T * w), w)
    right = wrong == 2 * w
    print(f"SymPy {sympy.__version__}, diff(tr(W'*W), W) with symbolic sizes: {wrong} "
          f"({'right' if right else 'wrong: it is 2*W'})")


def sympy_entries():
    import sympy

    ws = [sympy.Matrix(3, 3, sympy.symbols(f"w{k}_1:10")) for k in range(4)]
    m = sympy.Matrix(3, 3, sympy.symbols("m1:10"))
    r = ws[3] * ws[2] * ws[1] * ws[0] - m
    loss = sum(e ** 2 for e in r) / 2
    variables = [e for w in ws for e in w]

    def run():
        gradient = [sympy.diff(loss, v) for v in variables]
        for i, g in enumerate(gradient):
            for v in variables[i:]:
                sympy.diff(g, v)

    start = time.perf_counter()
    run()
    report(f"SymPy {sympy.__version__}, 36 variables, gradient and Hessian by entries, not expanded (one run)",
           time.perf_counter() - start)


MAXIMA = """
W(k) := genmatrix(lambda([i,j], concat(w, k, i, j)), 3, 3)$
M : genmatrix(lambda([i,j], concat(m, i, j)), 3, 3)$
R : W(4) . W(3) . W(2) . W(1) - M$
f : sum(sum(R[i,j]^2, i, 1, 3), j, 1, 3)/2$
v : flatten(makelist(flatten(args(W(k))), k, 1, 4))$
t : elapsed_real_time()$
g : makelist(diff(f, x), x, v)$
h : makelist(makelist(diff(y, x), x, v), y, g)$
print(elapsed_real_time() - t)$
"""


def maxima_entries():
    times = []
    for _ in range(3):
        done = subprocess.run(["maxima", "--very-quiet"], input=MAXIMA, capture_output=True, text=True, timeout=300)
        times.append(float(done.stdout.split()[-1]))
    version = subprocess.run(["maxima", "--version"], capture_output=True, text=True).stdout.strip()
    report(f"{version}, 36 variables, gradient and Hessian by entries, not expanded", statistics.median(times))


def attempt(run, *arguments):
    try:
        run(*arguments)
    except ImportError as missing:
        print(f"{run.__name__}: {missing.name} is not installed")


if __name__ == "__main__":
    for width in (10, 20, 30):
        attempt(numpy_blocks, width)
    for width in (10, 20):
        attempt(torch_hessian, width)
    attempt(sympy_matrix)
    if shutil.which("maxima"):
        maxima_entries()
    else:
        print("Maxima is not installed")
    if "--slow" in sys.argv:
        attempt(sympy_entries)
