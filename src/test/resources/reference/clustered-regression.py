# Least squares on two columns with clusters left out, by NumPy and SciPy, for ClusteredRegressionTest: prints what it expects.
import numpy as np
from scipy import stats

from leftout import fit, left_out, margin

x1 = np.array([0.0, 1.5, 2.0, 3.25, 4.0, 5.5, 6.0, 7.0, 8.5, 9.0, 10.0, 12.0])
x2 = np.array([20.0, 20.5, 22.0, 21.0, 23.0, 22.5, 24.5, 24.0, 25.0, 24.5, 26.0, 26.5])
y = np.array([4.1, 4.6, 5.9, 5.2, 6.6, 6.0, 7.9, 7.1, 8.2, 7.4, 8.8, 9.3])
cluster = np.array([0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4])
X = np.column_stack([np.ones_like(x1), x1, x2])

b, sd, df, inverse = fit(X, y)
groups = np.unique(cluster)
squares, errors, inside = 0, [], 0
for g in groups:
    out = cluster == g
    bg, sg, dg, ig = fit(X[~out], y[~out])
    squares = squares + (bg - b) ** 2
    for row, value in zip(X[out], y[out]):
        width = stats.t.ppf(0.9, dg) * sg * np.sqrt(1 + row @ ig @ row)
        errors.append(value - row @ bg)
        inside += abs(errors[-1]) <= width
new = np.array([1, 11.0, 27.0])
print("coefficients", *(repr(float(v)) for v in b))
print("cr3", *(repr(float(v)) for v in np.sqrt((len(groups) - 1) / len(groups) * squares)))
print("sd", repr(float(sd)))
print("left out", repr(float(np.sqrt(np.mean(np.square(errors))))), inside, len(errors))
print("prediction", repr(float(new @ b)), repr(float(sd * np.sqrt(1 + new @ inverse @ new))), df)
print("residual of the last", repr(float(y[-1] - X[-1] @ b)))
scores = np.divide(*left_out(X, y, cluster))
calibrated = 0
for g in groups:
    out = cluster == g
    calibrated += (abs(scores[out]) <= margin(abs(np.divide(*left_out(X[~out], y[~out], cluster[~out]))), 0.8)).sum()
print("margins", repr(float(margin(abs(scores), 0.8))), repr(float(margin(abs(scores), 0.95))), calibrated)
