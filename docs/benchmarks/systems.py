"""The polynomial systems of our models with PHCpack, as far as it is installed.

Usage: python3 docs/benchmarks/systems.py [noon-4|cyclic-5|katsura-6|w-2-2-2-m2|...]...
A name of models/polynomial-systems, or of an instance of models/critical-point-counts. Prints how many regular
solutions the black-box solver lists, and its CPU seconds.
"""
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

MODELS = os.path.join(os.path.dirname(__file__), "..", "..", "models")


def read(*path):
    with open(os.path.join(MODELS, *path), encoding="utf-8") as file:
        return file.read()


def plus(left, right, sign=1):
    total = dict(left)
    for powers, value in right.items():
        total[powers] = total.get(powers, 0) + sign * value
    return {powers: value for powers, value in total.items() if value}


def times(left, right):
    product = {}
    for a, x in left.items():
        for b, y in right.items():
            powers = tuple(sorted(a + b))
            product[powers] = product.get(powers, 0) + x * y
    return product


def matrix_product(left, right):
    rows = []
    for row in left:
        entries = []
        for j in range(len(right[0])):
            total = {}
            for k, factor in enumerate(row):
                total = plus(total, times(factor, right[k][j]))
            entries.append(total)
        rows.append(entries)
    return rows


def network(name):
    """The gradient of an instance, each equation as text; the loss is doubled, its gradient halved."""
    text = re.search(r"^instance " + name + r" .*?\n(.*?)published",
                     read("critical-point-counts", "critical-point-counts.model"), re.M | re.S).group(1)
    list_of = lambda key: eval(re.search(key + r"\s*= (\[.*\])", text).group(1), {})
    widths, x, y = list_of("d"), list_of("X"), list_of("Y")
    weights = [eval(each, {}) for each in re.findall(r"Lambda\[\d+\]\s*= (.*)", text)]
    names = [[[f"w{k}{i}{j}" for j in range(widths[k])] for i in range(widths[k + 1])] for k in range(len(weights))]
    product = [[{(): value} for value in row] for row in x]
    for layer in names:
        product = matrix_product([[{(each,): 1} for each in row] for row in layer], product)
    loss = {}
    for row, targets in zip(product, y):
        for entry, target in zip(row, targets):
            residual = plus(entry, {(): target}, -1)
            loss = plus(loss, times(residual, residual))
    for layer, its in zip(names, weights):
        for row, values in zip(layer, its):
            for each, value in zip(row, values):
                loss = plus(loss, {(each, each): value})
    equations = []
    for unknown in (each for layer in names for row in layer for each in row):
        gradient = {}
        for powers, value in loss.items():
            if unknown in powers:
                rest = list(powers)
                rest.remove(unknown)
                key = tuple(rest)
                gradient[key] = gradient.get(key, 0) + value * powers.count(unknown)
        equations.append("".join("%+d" % (value // 2) + "".join("*" + each for each in powers)
                                 for powers, value in gradient.items()))
    return equations


def system(name):
    text = read("polynomial-systems", name + ".model")
    lines = text.split("\nequations\n")[1].split("\n\n")[0].strip().split("\n")
    return [re.sub(r"11/10 \* ", "1.1*", "%s-(%s)" % tuple(side.strip() for side in line.split("==")))
            for line in lines]


def solve(name):
    equations = network(name) if name.startswith("w-") else system(name)
    with tempfile.TemporaryDirectory() as folder:
        into, out = os.path.join(folder, "in"), os.path.join(folder, "out")
        with open(into, "w", encoding="ascii") as file:
            file.write("%d\n%s;\n" % (len(equations), ";\n".join(equations)))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run(["phc", "-b", into, out], capture_output=True, check=False)
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        if done.returncode != 0:
            print("%-14s ended with code %d after %.1f s" % (name, done.returncode, seconds))
            return
        with open(out, encoding="latin-1") as file:
            counts = [int(each) for each in re.findall(r"Number of regular solutions\s*:\s*(\d+)", file.read())]
        print("%-14s %d regular solutions (%s), %.1f s" % (name, sum(counts), " + ".join(map(str, counts)), seconds))


if __name__ == "__main__":
    if shutil.which("phc") is None:
        sys.exit("phc is not installed: nothing was compared")
    for each in sys.argv[1:] or ["noon-4", "cyclic-5", "katsura-6", "w-2-2-2-m1", "w-2-2-2-m2"]:
        solve(each)
