"""Minimax polynomials by the exchange algorithm of Remez, in 60 digits, for the elementary functions."""
from mpmath import mp, mpf, matrix, lu_solve, chebyt, exp, expm1, log, atanh, sin, cos, pi, sqrt, cos as mcos
mp.dps = 60

def remez(f, w, lo, hi, degree, rounds=30):
    """Coefficients c of the polynomial p of a degree that minimises max |w(x) (f(x) - p(x))|."""
    n = degree + 2
    xs = [(lo + hi) / 2 + (hi - lo) / 2 * mcos(pi * (2 * (n - 1 - i) + 1) / (2 * n)) for i in range(n)]
    for _ in range(rounds):
        A = matrix(n, n); b = matrix(n, 1)
        for i, x in enumerate(xs):
            for j in range(degree + 1): A[i, j] = x ** j
            A[i, degree + 1] = (-1) ** i / w(x); b[i] = f(x)
        c = lu_solve(A, b)
        def error(x): return w(x) * (f(x) - sum(c[j] * x ** j for j in range(degree + 1)))
        grid = [lo + (hi - lo) * mpf(i) / 4000 for i in range(4001)]
        values = [error(x) for x in grid]
        # The largest error of each stretch of one sign.
        extremes = []; best = 0
        for i in range(1, len(grid)):
            if values[i] * values[best] < 0:
                extremes.append(best); best = i
            elif abs(values[i]) > abs(values[best]): best = i
        extremes.append(best)
        while len(extremes) > n:
            if abs(values[extremes[0]]) < abs(values[extremes[-1]]): extremes.pop(0)
            else: extremes.pop()
        if len(extremes) < n: break
        new = [grid[i] for i in extremes]
        if max(abs(a - b) for a, b in zip(new, xs)) < (hi - lo) / 3000: xs = new; break
        xs = new
    return [c[j] for j in range(degree + 1)], max(abs(v) for v in values)

if __name__ == "__main__":
    h = log(2) / 2 * mpf('1.001')
    tiny = mpf(10) ** -25
    def Q(r):
        if abs(r) < mpf(10)**-15: return mpf(1)/2 + r/6
        return (expm1(r) - r) / r ** 2
    for d in (8, 9, 10):
        c, e = remez(Q, lambda r: abs(r)**1 if abs(r) > mpf(10)**-6 else mpf(10)**-6, -h, h, d)
        print("expm1 Q degree", d, "err rel to r:", mp.nstr(e, 3)); print([float(x).hex() for x in c])
    zmax = (3 - sqrt(8)) ** 2 * mpf('1.0001')
    def L(z):
        if z < mpf(10)**-30: return mpf(1)/3
        s = sqrt(z); return (atanh(s) / s - 1) / z
    for d in (5, 6, 7):
        c, e = remez(L, lambda z: z if z > mpf(10)**-6 else mpf(10)**-6, mpf(0), zmax, d)
        print("atanh degree", d, mp.nstr(e, 3)); print([float(x).hex() for x in c])
    q = (pi / 4 * mpf('1.001')) ** 2
    def S(z):
        if z < mpf(10)**-30: return -mpf(1)/6
        r = sqrt(z); return (sin(r) / r - 1) / z
    def C(z):
        if z < mpf(10)**-20: return mpf(1)/24
        r = sqrt(z); return (cos(r) - 1 + z / 2) / z ** 2
    for d in (4, 5, 6):
        c, e = remez(S, lambda z: z if z > mpf(10)**-6 else mpf(10)**-6, mpf(0), q, d)
        print("sin degree", d, mp.nstr(e, 3)); print([float(x).hex() for x in c])
        c, e = remez(C, lambda z: z*z if z > mpf(10)**-3 else mpf(10)**-6, mpf(0), q, d)
        print("cos degree", d, mp.nstr(e, 3)); print([float(x).hex() for x in c])
