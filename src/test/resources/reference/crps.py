# Reference numbers for predictive distributions and their continuous ranked probability scores: Student's t and mixtures,
# by scipy 1.17.1 alone:
#   python3 crps.py > crps.csv
# Scores are integrals of (F(x) - 1{x >= actual})^2 by scipy.integrate.quad, quantiles roots by brentq: no closed form.
import numpy as np
from scipy import integrate, optimize, stats


def write(components, actual):
    def cumulative(x):
        return sum(w * stats.t.cdf(x, df, loc, scale) for loc, scale, df, w in components)

    # Breaks where the integrand bends, and tails to infinity.
    cuts = sorted({actual} | {loc + k * scale for loc, scale, _, _ in components for k in (-20, -4, -1, 0, 1, 4, 20)})
    below, above = (lambda x: cumulative(x) ** 2), (lambda x: (1 - cumulative(x)) ** 2)
    total = integrate.quad(below, -np.inf, cuts[0], epsabs=1e-13)[0] + integrate.quad(above, cuts[-1], np.inf, epsabs=1e-13)[0]
    for a, b in zip(cuts, cuts[1:]):
        total += integrate.quad(below if b <= actual else above, a, b, epsabs=1e-13)[0]
    wide = 1e5 * max(scale for _, scale, _, _ in components)
    quantiles = [optimize.brentq(lambda x: cumulative(x) - p, -wide, wide, xtol=1e-13, rtol=1e-14) for p in (0.025, 0.1, 0.75)]
    text = ";".join(":".join(repr(float(x)) for x in component) for component in components)
    print(",".join([text, repr(actual)] + ["%.12g" % x for x in [total] + quantiles]))


print("components,actual,crps,p02_5,p10,p75")
for df in (2, 3, 8, 57, 1000):
    for actual in (-2.5, 0.4, 1.0, 30.0):
        write([(0.4, 0.7, df, 1.0)], actual)
for actual in (20.0, 24.1, 25.0, 31.0):
    write([(24.0, 0.5, 60, 0.6), (25.0, 1.5, 58, 0.3), (22.0, 0.3, 56, 0.1)], actual)
    write([(24.0, 0.01, 5, 0.5), (24.5, 2.0, 3, 0.5)], actual)
