package dev.nadir.reduction.assume;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a lemma says, in letters of its own; the proof is in its note in {@code docs/theorems}.
 *
 * @param work what it does in a derivation
 * @param says the statement with its case of equality; formulas stand between grave accents
 * @param sources keys of {@code docs/references.bib}
 */
public record LemmaStatement(Work work, String says, List<String> sources) {

    /** What a lemma does in a derivation. */
    public enum Work {
        /** Bounds the loss from below, or says the same in fewer unknowns. */
        BOUNDS,
        /** Says what stationary points there are beside the minimum, and of what kind. */
        LISTS,
        /** Says what becomes of stationary points under a change of parameters. */
        CARRIES
    }

    private static final Map<String, LemmaStatement> ALL = Map.ofEntries(
            entry(
                    "aligned-inputs",
                    Work.BOUNDS,
                    "Let `C == U*diag(c)*U'` be symmetric with `c >= 0` in descending order, `A == U*diag(a)*U'` with"
                            + " `a == kappa*c + rho`, `kappa > 0`, `rho >= 0`, and `g > 0`. Over all `P` of rank at most `r`,"
                            + " with the singular values `p`, `tr(P*A*P') - 2*tr(C*P) + 2*g*sum(p)` is at least"
                            + " `-sum(max(c[1..r] - g, 0).^2./a[1..r])`, with equality at"
                            + " `P == U[:, 1..r]*diag(max(c[1..r] - g, 0)./a[1..r])*U[:, 1..r]'`; a mode with `c[i] <= g` adds"
                            + " nothing.",
                    "KuninBloomGoevaSeed2019"),
            entry(
                    "aligned-saddles",
                    Work.LISTS,
                    "Let the loss be `tr(P*A*P') - 2*tr(C*P)` with `A` and `C` as in the lemma before, `P == F[2]*F[1]` with the"
                            + " hidden width `h`, and let both factors be priced, `g` the geometric mean of the prices; let the"
                            + " `q` eigenvalues of `C` above `g` be distinct, or take equal ones in their order. A stationary point keeps a set `J` of `k` of these"
                            + " modes, `k <= h`, and `P == U[:, J]*diag((c[J] - g)./a[J])*U[:, J]'`. The Hessian has"
                            + " `sum(J) - k*(k + 1)/2 + (h - k)*(q - k)` negative eigenvalues: one for each larger mode that is"
                            + " left out beside a kept one, and one for each spare unit and mode that is left out.",
                    "KuninBloomGoevaSeed2019",
                    "HornJohnson2013"),
            entry(
                    "balance",
                    Work.BOUNDS,
                    "Let `P == product(i in N..1, F[i])` have the singular values `sigma`, let `g[i] > 0`, and let `g` be the"
                            + " geometric mean of the `g[i]`. Then"
                            + " `sum(i in 1..N, g[i]*normF(F[i])^2) >= N*g*sum(sigma.^(2/N))`, with equality where all"
                            + " `g[i]*normF(F[i])^2` are equal and the singular vectors of neighbouring factors meet. If an"
                            + " outer factor is priced in a positive definite metric `M`, its root is multiplied into that"
                            + " factor, and `sigma` are the singular values of the product with it.",
                    "HornJohnson2013"),
            entry(
                    "cauchy-schwarz-noise",
                    Work.BOUNDS,
                    "Let independent noise of mean 1 and variance `v[j]` multiply the units of hidden layer `j`, of width"
                            + " `d[j]`, between the factors of a product `P`, and let `A` be positive semidefinite. With one"
                            + " output the mean of `tr(P*A*P')` is at least `product(j in 1..h, 1 + v[j]/d[j])` times its value"
                            + " without noise, for `h` hidden layers; with several outputs and one hidden layer it is at least"
                            + " that value and `v[1]/d[1]` times the squared nuclear norm of `P*A^(1/2)`. Equality holds where"
                            + " all units of each noisy layer contribute alike.",
                    "ZiyinLiMeng2022",
                    "HornJohnson2013"),
            entry(
                    "common-scale",
                    Work.CARRIES,
                    "Let the loss be `x^p*Q + R` with `x > 0`, where `Q` does not depend on `x`, and the derivative of `R` in"
                            + " `x`, times `x`, is `n*x^e`, with `n` and, unless it is zero, `e` of the sign of `-p`. Where"
                            + " `Q > 0`, a point is stationary exactly if it is so for `Q` and `x == (-p*Q/n)^(1/(e - p))`;"
                            + " minima stay minima, with the same number of negative and of zero eigenvalues.",
                    "TippingBishop1999"),
            entry(
                    "eckart-young",
                    Work.BOUNDS,
                    "Let `A` be positive definite, let `r` be the least width of the factors of `P`, and let `lambda` be the"
                            + " eigenvalues of `B*inv(A)*B'` in descending order. Then"
                            + " `tr((P - B*inv(A))*A*(P - B*inv(A))') >= tr(B*inv(A)*B') - sum(lambda[1..r])`, with equality"
                            + " where `P` is `B*inv(A)` projected on `r` leading eigenvectors.",
                    "EckartYoung1936",
                    "Mirsky1960",
                    "BaldiHornik1989"),
            entry(
                    "entrywise-product",
                    Work.LISTS,
                    "Let `w` be the product, entry by entry, of `N >= 2` parameters of one shape. The quadratic "
                            + "`w'*K*w - 2*b'*w`, `K` positive definite, has its least value `-b'*inv(K)*b` at all factors "
                            + "whose product is `inv(K)*b`; the origin is stationary, for `N == 2` and `b` without a zero "
                            + "entry a strict saddle with one negative eigenvalue for each entry, for `N > 2` and `b` not "
                            + "zero a saddle whose Hessian is zero. If every factor is priced, with the geometric mean `g >"
                            + " 0` of the prices, and the quadratic is `sum(a.*w.^2) - 2*sum(b.*w)` with positive `a`, each"
                            + " entry is minimised alone: `a*t^(2*N) - 2*abs(b)*t^N + N*g*t^2` over `t >= 0`, with equality"
                            + " where all factors of an entry cost the same. Every other stationary point has each entry at"
                            + " zero or at a root of `a*t^(2*N - 1) - abs(b)*t^(N - 1) + g*t == 0`: for `N == 2` one root "
                            + "where `abs(b) > g`, and one negative eigenvalue for each such entry that is left at zero; "
                            + "for `N > 2` two or none, and one negative eigenvalue for each entry at its smaller root, so "
                            + "that entries at zero or at their larger roots make local minima.",
                    "HornJohnson2013"),
            entry(
                    "fixed-between",
                    Work.CARRIES,
                    "Let the loss hold two free factors in the product `A*M*B` alone, `M` fixed, and let `G*D*H'` be the thin"
                            + " singular value decomposition of `M`, as wide as its rank. Minima and stationary points are those"
                            + " in the two free matrices `V == A*G*D` and `W == H'*B`, one of each at `A == V*inv(D)*G'` and"
                            + " `B == H*W`, with the same number of negative eigenvalues of the Hessian.",
                    "HornJohnson2013"),
            entry(
                    "square-difference",
                    Work.CARRIES,
                    "Let a loss hold two parameters `u` and `v` of one shape by even powers of their entries alone. With"
                            + " `a == u + v` and `b == u - v`, `u.*u - v.*v == a.*b` and"
                            + " `normF(u)^2 + normF(v)^2 == (normF(a)^2 + normF(b)^2)/2`; minima, saddles, index and nullity"
                            + " are those of the loss of `a` and `b`.",
                    "HornJohnson2013"),
            entry(
                    "given-equations",
                    Work.CARRIES,
                    "Let the model assume `L == M` between matrices of data. Where a metric or the cross moment of the loss"
                            + " contains a number times `L` or `L'`, the loss with the same number times `M` or `M'` in its"
                            + " place is the same function of the parameters, with the same minima, saddles and Hessian.",
                    "HornJohnson2013"),
            entry(
                    "covariance-spectrum",
                    Work.LISTS,
                    "Let the loss be `p*logdet(C) + tr(inv(C)*S)` and a constant with `C == c*W*W' + v*eye(d)`, `W` of `k`"
                            + " columns, `p` and `c` positive and `S` positive semidefinite, and let `U` have the eigenvectors of"
                            + " `S/p`, with eigenvalues `lambda` in descending order. For held `v > 0` the minimum is at `W =="
                            + " U[:, 1..r]*diag(sqrt(max(lambda[1..r] - v, 0)/c))` beside zero columns, `r == min(d, k)`, and"
                            + " each other set of eigenvalues above `v` that is kept in their place makes a stationary point."
                            + " For learned `v` and `rank(S) > k` the minimum has the mean of the eigenvalues after the first"
                            + " `k` in the place of `v`.",
                    "TippingBishop1999",
                    "HornJohnson2013"),
            entry(
                    "input-range",
                    Work.CARRIES,
                    "Let the loss hold `W` in the product `W*X` with data alone, and let `G*D*H'` be the thin singular value"
                            + " decomposition of `X`, as wide as its rank. Minima and stationary points are those in the free"
                            + " matrix `V == W*G*D`, one of each at `W == V*inv(D)*G'`, with the same number of negative"
                            + " eigenvalues of the Hessian; what stands in the place of `X` is `H'`.",
                    "HornJohnson2013",
                    "GolubVanLoan2013"),
            entry(
                    "fixed-product",
                    Work.BOUNDS,
                    "Let `product(i in N..1, F[i]) == M`, the outer factors priced in positive definite metrics `A` and `B`"
                            + " and the others plainly, with the geometric mean `g` of the prices, and let"
                            + " `U*diag(s)*V'` be the singular value decomposition of `A^(1/2)*M*B^(1/2)`. If the rank of `M`"
                            + " is at most the least width, the least cost is `N*g*sum(s.^(2/N))`, attained where each factor"
                            + " carries `diag(s.^(1/N))` between orthonormal columns that meet; otherwise no factors have"
                            + " this product.",
                    "HornJohnson2013"),
            entry(
                    "idle-parameter",
                    Work.CARRIES,
                    "Let the loss be `c/2*normF(b - f)^2 + R` with `c > 0`, where `f` does not depend on `b`, and `R` neither on `b`"
                            + " nor on the parameter `a`. Its minima and stationary points are those of `R`, with any"
                            + " `a` and `b == f`.",
                    "HornJohnson2013"),
            entry(
                    "idle-units",
                    Work.LISTS,
                    "In a product of `N >= 2` factors with one output, every factor priced, `g` the geometric "
                            + "mean of the prices, independent noise of mean 1 and variance `v[j]` on hidden layers, `A` "
                            + "positive semidefinite and `A*b` not zero, a stationary point other than zero has in each "
                            + "noisy layer `j` some number `k[j]` of active units, from 1 to the width `d[j]`, that "
                            + "contribute alike. It is a stationary point of the network that has only these, with `1 + "
                            + "v[j]/k[j]` in the place of `1 + v[j]/d[j]`. Where the root is simple, its Hessian has one "
                            + "negative eigenvalue for each idle unit, one more at a barrier, and `d[j] - 1` zero ones for "
                            + "each hidden layer without noise.",
                    "ZiyinLiMeng2022"),
            entry(
                    "weighted-units",
                    Work.LISTS,
                    "Let hidden unit `j` of `P == U*V` cost `t[j]*(norm(U[:, j])^2 + norm(V[j, :]')^2)`, and let"
                            + " `a*normF(P)^2 - 2*tr(S'*P)` be the rest of the loss, `s` the singular values of `S`. At a"
                            + " stationary point some modes `i` have a unit `j` of their own with `s[i] > t[j]`, which carries"
                            + " `(s[i] - t[j])/a` of the mode, and everything else is zero. Write `e[i] == t[j]` there and"
                            + " `e[i] == s[i]` elsewhere. The Hessian has a negative eigenvalue for each mode `k` with a unit"
                            + " and each mode `i` with `s[i] > s[k]` and `e[i] > e[k]`, and for each idle unit `l` and each"
                            + " mode `i` with `e[i] > t[l]`.",
                    "WangZiyin2022",
                    "HornJohnson2013"),
            entry(
                    "shared-modes",
                    Work.LISTS,
                    "Let hidden units of a product of two factors have learned variances, and their common edge that of a"
                            + " variational autoencoder. At a stationary point units of equal variance form groups: a group of"
                            + " `m` units shares `k` modes, `k <= m`, of singular values `s` that exceed `t`, with"
                            + " `(m - k)*t^2 + sum(s)*t == m*l` and `l` the squared edge. Its units are equally long and its"
                            + " mode `i` has the product `s[i] - t`. Within a group of units that do not fall into sets"
                            + " orthogonal to one another the Hessian has `m - 1` negative eigenvalues.",
                    "Lucas2019",
                    "HornJohnson2013"),
            entry(
                    "latent-saddles",
                    Work.LISTS,
                    "Let the loss of two factors whose `p` hidden units have learned variances be, up to linear "
                            + "changes of coordinates, `normF(U*W' - S)^2 + tr(U*diag(v)*U') + normF(W)^2 + sum(v) - "
                            + "l*sum(log(v))` with `l > 0` and `S` diagonal. For a set `J` of `k <= p` of the modes with "
                            + "`s[j]^2 > l`, one hidden unit each, there is a stationary point. If the `m` modes above the "
                            + "edge are distinct and none is on it, its Hessian has `sum(J) - k*(k + 1)/2 + (p - k)*(m - "
                            + "k)` negative eigenvalues, one for each larger mode that is left out beside a kept one and "
                            + "one for each idle unit and mode left out, and none that is zero. It is the global minimum "
                            + "where the number is zero, otherwise a strict saddle.",
                    "Lucas2019",
                    "TippingBishop1999"),
            entry(
                    "log-scale",
                    Work.CARRIES,
                    "Let the loss hold a parameter `l` in exponentials of its multiples. With `x == exp(c*l)` in its place,"
                            + " `x > 0`, minima, stationary points and the signs of the Hessian are the same.",
                    "HornJohnson2013"),
            entry(
                    "mixed-modes",
                    Work.LISTS,
                    "Let the loss be `a*normF(P)^2 - 2*tr(B'*P)` and the prices of the factors of `P == product(i"
                            + " in N..1, F[i])`, `N >= 2`, all positive, with the mean `g`, and `a > 0`; let the `q` singular "
                            + "values `s` of `B` that have a root be distinct, or equal ones in their order. A stationary point "
                            + "keeps a set `J` of `k` of these modes, at most as many as the least width, with singular "
                            + "vectors of `B` and `a*t[j]^(2*N - 2) - s[j]*t[j]^(N - 2) + g == 0`, where `t[j]^N` is the "
                            + "singular value of `P`. For `N == 2` a mode has one root where `s[j] > g`, and the Hessian "
                            + "has `sum(J) - k*(k + 1)/2 + (p - k)*(q - k)` negative eigenvalues, `p` the hidden width: one"
                            + " for each larger mode that is left out beside a kept one, and one for each spare unit and "
                            + "mode left out. For `N > 2` a mode has two roots, or none, and the number is `sum(J) - k*(k +"
                            + " 1)/2` and, for each mode at its smaller root, one for itself and one for each smaller mode "
                            + "in `J`. Where it is zero the point is a minimum, for `N == 2` the global one, for `N > 2` a "
                            + "local one; otherwise it is a strict saddle.",
                    "HornJohnson2013",
                    "BaldiHornik1989"),
            entry(
                    "noisy-groups",
                    Work.LISTS,
                    "Let two factors with `h` hidden units have noise of mean 1 and variance `w > 0` on the "
                            + "units, the metric isotropic, `a > 0` in front of the square of the product, and prices of "
                            + "mean `g`, or none and `g == 0`; let `s` be the `q` singular values of `B` above `g`, "
                            + "some equal or none. The stationary points are the origin and, up to permutations, signs and, for `g =="
                            + " 0`, scales of the units and rotations of a group, groupings of modes: a group `c` has "
                            + "`k[c]` modes, whose singular values add up to `S[c]`, and `m[c] >= k[c]` units of its own, "
                            + "equally long; with `l[c] == (w*S[c] + m[c]*g)/(m[c] + w*k[c])` each of its modes is above "
                            + "`l[c]` and has `(s[i] - l[c])/a` in the product. The Hessian has `q` negative eigenvalues "
                            + "for each idle unit; one for each mode without a group and smaller mode with one; for a mode "
                            + "without a group above `l[c]`, as many as `c` has units to spare, `m[c] - k[c]`; and for "
                            + "groups `c` and `d` with `l[c] > l[d]` one for each mode of `c` and smaller mode of `d`, and "
                            + "for each mode of `c` as many as `d` has units to spare. One group of all units and the "
                            + "leading modes alone has none, and is the global minimum; every other point is a strict "
                            + "saddle.",
                    "HornJohnson2013"),
            entry(
                    "one-scalar-equation",
                    Work.LISTS,
                    "Let `A` be positive semidefinite, `g > 0` and `N >= 2`. The stationary points other than "
                            + "zero of `v'*A*v - 2*b'*v + N*g*norm(v)^(2/N)` are `v == inv(A + t*eye(d))*b` for the numbers"
                            + " `t > 0` with `t == g*norm(v)^(2/N - 2)`. For `N == 2` there is one exactly if `norm(b) > "
                            + "g`, and it is the global minimum, zero being a strict saddle of the factors then and the "
                            + "global minimum otherwise. For `N > 2` zero is a local minimum, and along the other points, "
                            + "in the order of their norm, strict saddles with one negative curvature and local minima take"
                            + " turns; the global minimum is the lowest of these or zero.",
                    "ZiyinLiMeng2022"),
            entry(
                    "orthonormal-linear",
                    Work.LISTS,
                    "Let `Q'*Q == eye(k)` and let `U*diag(s)*V'` be the thin singular value decomposition of `B`."
                            + " Then `-sum(s) <= tr(B'*Q)` and `tr(B'*Q) <= sum(s)`, with equality at `Q == -U*V'` and at "
                            + "`Q == U*V'`.",
                    "HornJohnson2013",
                    "GolubVanLoan2013"),
            entry(
                    "projected-inputs",
                    Work.CARRIES,
                    "Let `Q*Q == Q` be symmetric, `B*Q == B`, `P == G*F`, and let the loss be `a*tr(K*P*Q*P') - 2*tr(B'*P)` with"
                            + " `a > 0`, `K` positive semidefinite, and a price `g*normF(F)^2`, `g > 0`. With `a*tr(K*P*P')` in the"
                            + " place of the first term it has the same stationary points, with the same values, indices and"
                            + " nullities; at each of them `F*Q == F`.",
                    "HornJohnson2013"),
            entry(
                    "orthonormal-metric",
                    Work.CARRIES,
                    "Let `M` be symmetric and positive definite and `R == M^(1/2)`. Then `W'*M*W == eye(k)` holds exactly where"
                            + " `Q == R*W` has orthonormal columns, and stationary points of a loss on one set correspond to those"
                            + " of the loss at `inv(R)*Q` on the other, with their values, indices and nullities.",
                    "HornJohnson2013",
                    "GolubVanLoan2013"),
            entry(
                    "orthonormal-pair",
                    Work.LISTS,
                    "Let `P'*P == eye(k)`, `Q'*Q == eye(k)`, and let `s` be the singular values of `M` in descending order. Then"
                            + " `tr(P'*M*Q) <= sum(s[1..k])`, with equality at the leading singular vectors of `M`. The stationary"
                            + " points have pairs of singular vectors as columns, up to a rotation of both: those of `J` as they are,"
                            + " those of `K` with one sign turned. For distinct `s > 0`, `p` and `q` rows, `-tr(P'*M*Q)` has there"
                            + " `sum(J) - card(J)*(card(J) + 1)/2 - sum(greater(s, s)[K, J]) + card(K)*(p + q - k) - sum(K)`"
                            + " negative curvatures and `k*(k - 1)/2` vanishing ones; equal values only add vanishing ones.",
                    "Mirsky1960",
                    "HornJohnson2013"),
            entry(
                    "orthonormal-square",
                    Work.LISTS,
                    "Let `Q'*Q == eye(k)`, let `lambda` be the eigenvalues of `-S` and `mu` those of the positive"
                            + " semidefinite `D`, both in descending order. Then `tr(Q'*S*Q*D) >= -sum(lambda[1..k].*mu)`, "
                            + "with equality at the leading eigenvectors. For `D == eye(k)` and `lambda` distinct, or equal ones in order, "
                            + "the critical points have the columns of `k` eigenvectors, at the places `J`, up to a rotation, "
                            + "with `sum(J) - k*(k + 1)/2` negative eigenvalues, one for each larger one left out beside a "
                            + "kept one, and `k*(k - 1)/2` zero ones, and one for each equal one left out beside a kept one.",
                    "Fan1949",
                    "HornJohnson2013"),
            entry(
                    "output-metric",
                    Work.CARRIES,
                    "Let `K` be positive definite. With `K^(1/2)` multiplied into the outermost factor, a quadratic of the"
                            + " product in the metric `K` of the outputs is one without a metric; minima, saddles and the signs"
                            + " of the Hessian are the same.",
                    "HornJohnson2013"),
            entry(
                    "partial-minimisation",
                    Work.BOUNDS,
                    "Let `A` be positive definite. Then `tr(P*A*P') - 2*tr(B'*P) =="
                            + " tr((P - B*inv(A))*A*(P - B*inv(A))') - tr(B*inv(A)*B')`, so the least value is"
                            + " `-tr(B*inv(A)*B')`, at `P == B*inv(A)` and nowhere else. With a positive definite metric `K` on"
                            + " the other side, `tr(K*P*A*P')`, it is attained at `P == inv(K)*B*inv(A)` only.",
                    "GolubVanLoan2013"),
            entry(
                    "product-saddles",
                    Work.LISTS,
                    "Let the loss be `tr((P - B*inv(A))*A*(P - B*inv(A))')` and a constant, `A` positive "
                            + "definite, `P == product(i in N..1, F[i])` with `N >= 2` and the least width `r`; let "
                            + "`lambda` be the eigenvalues of `B*inv(A)*B'` in descending order, `q` the rank of `B`, and "
                            + "`lambda[1..q]` distinct. At a critical point `P` is `B*inv(A)` projected on the eigenvectors"
                            + " of a set `J` of `k <= r` of the places from 1 to `q`. It is a global minimum if these are "
                            + "the leading ones, as many as possible, and a strict saddle if they are not the leading ones:"
                            + " turned towards a larger eigenvector that is left out, a kept one lowers the loss. For `N =="
                            + " 2` and `p` hidden units the Hessian of every such point has `sum(J) - k*(k + 1)/2 + (p - "
                            + "k)*(q - k)` negative eigenvalues: one for each larger eigenvector that is left out beside a "
                            + "kept one, and one for each spare unit and eigenvector left out. For `N > 2` the number is "
                            + "the same with `m` in the place of `p` where all factors between the outer ones are "
                            + "identities of size `m` in the corner; and a point of the `k` leading eigenvectors, not as "
                            + "many as possible, is a strict saddle if for some pair of layers `i > j` both the product of "
                            + "the factors between them and that of the others, from the `j`-th through `B'` to the `i`-th,"
                            + " have a rank above `k`, and otherwise, where `q` is the lesser outer width, a saddle whose "
                            + "Hessian is positive semidefinite. In no case is a point that keeps fewer than `r` and "
                            + "`q` places a local minimum.",
                    "BaldiHornik1989",
                    "Kawaguchi2016",
                    "AchourMalgouyresGerchinovitz2024"),
            entry(
                    "rearrangement",
                    Work.BOUNDS,
                    "Let hidden unit `j` of `P == U*V` cost `w[0]*tau[j]*norm(U[:, j])^2 + w[1]*norm(V[j, :]')^2`, with `tau`"
                            + " ascending, and let `sigma` be the singular values of `P` in descending order. Together the units"
                            + " cost at least `2*sum(sqrt(w[0]*w[1]*tau).*sigma)`, with equality where the unit of the least"
                            + " weight has the largest mode.",
                    "WangZiyin2022",
                    "HornJohnson2013"),
            entry(
                    "redundant-scale",
                    Work.CARRIES,
                    "Let a number `x` enter only through the products `x^k[i]*P[i]` with other parameters `P[i]`. Stationary"
                            + " points, values and types are those at `x == 1`, with one more zero eigenvalue of the Hessian.",
                    "HornJohnson2013"),
            entry(
                    "scalar-balance",
                    Work.LISTS,
                    "Let `F` be smooth, `n >= 2`, `g[i] > 0` with the geometric mean `g`, and for even `n` let "
                            + "`F` at `-q` rise with `q > 0`. The stationary points of `F` at `product(i in 1..n, x[i])` "
                            + "with `sum(i in 1..n, g[i]*x[i]^2)` added are the origin and the points with `abs(x[i]) == "
                            + "abs(t)*sqrt(g/g[i])` and the product `t^n`, where `t` is not zero and stationary for `F` at "
                            + "`t^n` with `n*g*t^2` added. Values agree; a local minimum of the one number gives local "
                            + "minima, its other stationary points give saddles.",
                    "HornJohnson2013"),
            entry(
                    "scalar-cells",
                    Work.LISTS,
                    "The stationary points of a rational function of one number, with logarithms of polynomials added, are the"
                            + " roots of one polynomial; discriminants and leading coefficients cut the space of its parameters"
                            + " into cells in which their number, order and kind do not change, so that one exact sample of each"
                            + " cell decides it.",
                    "Collins1975",
                    "McCallum1988"),
            entry(
                    "scalar-elimination",
                    Work.LISTS,
                    "A number `u` that stands as `a*u^2 + b*u + c` with `a > 0`, or as `a*u^k + b - k*c*log(u)` with `u > 0`,"
                            + " `a > 0` and `c > 0`, has one stationary value, the least, whatever the other parameters are:"
                            + " `u == -b/(2*a)`, or `u^k == c/a`.",
                    "HornJohnson2013"),
            entry(
                    "scalar-product",
                    Work.LISTS,
                    "A function `F` of `product(i in 1..n, x[i])` is stationary where `F` is, with the same kind, and, where the"
                            + " derivative of `F` at zero is not zero, where two or more `x[i]` are zero: a strict saddle for"
                            + " exactly two, a saddle whose Hessian is zero for more.",
                    "HornJohnson2013"),
            entry(
                    "scalar-stage",
                    Work.LISTS,
                    "For one mode the loss is `a*t^(2*N) - 2*s*t^N + N*g*t^2` with `t >= 0`, where `t^N` is the singular value;"
                            + " its stationary points are the roots of a polynomial, and the cells of its parameters say which"
                            + " of them is the least.",
                    "Collins1975",
                    "ZiyinLiMeng2022"),
            entry(
                    "scale-minimisation",
                    Work.BOUNDS,
                    "Let the loss at the best factors be the least, over sets `K` of kept modes, of functions of `x > 0` whose"
                            + " derivative, times `x`, is `n[K]*x^q - m[K]*x^p`, `p < q`. If the numbers `m` and `n` are positive"
                            + " at the two ends, there is one stationary point, the minimum, at"
                            + " `x == (m[K]/n[K])^(1/(q - p))` for the set `K` that is kept there: a mode belongs to it if that"
                            + " derivative, where the mode begins to be kept and with those that are kept there, is positive for"
                            + " modes kept below their edges, negative for modes kept above. The same holds with a term"
                            + " `k[K]*x^((p + q)/2)` of the kept modes that has their sign, and then `x^((q - p)/2)` is the positive"
                            + " root of `n[K]*y^2 + k[K]*y - m[K]`.",
                    "TippingBishop1999",
                    "Lucas2019"),
            entry(
                    "shifted-factor",
                    Work.CARRIES,
                    "Let the loss hold a parameter `W` as `V == W + C` with a fixed matrix `C`. Minima, stationary points and"
                            + " the signs of the Hessian in `W` are those in `V`, with `W == V - C`.",
                    "Kawaguchi2016"),
            entry(
                    "shared-variance",
                    Work.BOUNDS,
                    "Let `a`, `w`, `c` and `l` be positive, let `s` be `r` numbers that are not negative, and `c >= r*w/a`."
                            + " Over `v > 0` the function `c*v - l*log(v) - sum(max(s - sqrt(w*v), 0).^2)/a` has one stationary point, its"
                            + " minimum: for the set `K` of places with `s[i] > sqrt(w*v)` there, `sqrt(v)` is the positive root"
                            + " of `(c - card(K)*w/a)*y^2 + sqrt(w)/a*sum(s[K])*y - l`. With any other set held the root is the"
                            + " one scale that is stationary, with the index and nullity of the factors at that scale.",
                    "WangZiyin2022",
                    "Lucas2019"),
            entry(
                    "stacked-blocks",
                    Work.CARRIES,
                    "Let `J[1]`, ..., `J[m]` be columns of an identity, each column in one of them, let `U == sum(i in 1..m,"
                            + " J[i]*A[i])`, and let `U` stand for the free blocks `A[i] == J[i]'*U`. Minima, stationary points,"
                            + " index and nullity in the blocks are those in `U`. Blocks beside each other are the same,"
                            + " transposed; what the blocks multiply is put together by the same columns.",
                    "HornJohnson2013"),
            entry(
                    "tied-factors",
                    Work.LISTS,
                    "Let `Q == F*F'` with `r` the lesser size of `F`, and let the loss be `tr(Q*K*Q) - 2*tr(S*Q) "
                            + "+ g*tr(Q)`, `K` a positive multiple of the identity, or positive definite with `S` a "
                            + "multiple of it and `g >= 0`. It is least where `Q` has the eigenvectors of `S` and each of "
                            + "its `r` leading eigenvalues is minimised alone over the numbers that are not negative. Modes"
                            + " for which this number is not zero are live; let them be distinct, `q` in number. The other "
                            + "stationary points keep a set `J` of `k <= r` of these. With `p` columns of `F` the Hessian "
                            + "there has `sum(J) - k*(k + 1)/2 + (p - k)*(q - k)` negative eigenvalues: one for each larger"
                            + " mode that is left out beside a kept one, and one for each spare column and mode left out. "
                            + "They are strict saddles unless this is zero.",
                    "HornJohnson2013",
                    "BaldiHornik1989"),
            entry(
                    "tied-metric",
                    Work.CARRIES,
                    "Let `Q == F*F'` and the loss be `a*tr(A*Q*A*Q) - 2*tr(S*Q) + g*tr(Q)` with `A` positive definite. With"
                            + " `R == A^(1/2)` and `G == R*F` it is `a*normF(G*G')^2 - 2*tr(T*G*G')`, where"
                            + " `T == inv(R)*(S - g/2*I)*inv(R)`; stationary points correspond, with their values, indices and"
                            + " nullities.",
                    "HornJohnson2013"),
            entry(
                    "variance-minimisation",
                    Work.BOUNDS,
                    "Let `a`, `w`, `c` and `l` be positive and `a*c >= w`. Over `p >= 0` and `v > 0` the function"
                            + " `a*p^2 - 2*s*p + 2*sqrt(w*v)*p + c*v - l*log(v)` has one minimiser: `v == l/c`, `p == 0` where"
                            + " `s^2 <= w*l/c`, and `sqrt(v) == 2*l/(b + sqrt(b^2 + 4*(c - w/a)*l))`, `p == (s - sqrt(w*v))/a`"
                            + " with `b == sqrt(w)*s/a` otherwise.",
                    "Lucas2019",
                    "WangZiyin2022"),
            entry(
                    "von-neumann-trace",
                    Work.BOUNDS,
                    "Let `p` and `s` be the singular values of `P` and `B`, both in descending order. Then"
                            + " `tr(B'*P) <= sum(s.*p)`, with equality where `P` has the singular vectors of `B`.",
                    "Mirsky1960",
                    "HornJohnson2013"));

    /** Copies the sources. */
    public LemmaStatement {
        sources = List.copyOf(sources);
    }

    private static Map.Entry<String, LemmaStatement> entry(String lemma, Work work, String says, String... sources) {
        return Map.entry(lemma, new LemmaStatement(work, says, List.of(sources)));
    }

    /** Whether a lemma does this work. */
    public static boolean does(String lemma, Work work) {
        return find(lemma).filter(statement -> statement.work() == work).isPresent();
    }

    /** What a lemma says; empty where it is stated in its note only. */
    public static Optional<LemmaStatement> find(String lemma) {
        return Optional.ofNullable(ALL.get(lemma));
    }
}
