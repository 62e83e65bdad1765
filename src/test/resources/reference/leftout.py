# Least squares, and predictions of clusters that are left out, with their conformal margins, by NumPy.
import numpy as np


def fit(X, y):
    b, *_ = np.linalg.lstsq(X, y, rcond=None)
    df = len(y) - X.shape[1]
    return b, np.sqrt(((y - X @ b) ** 2).sum() / df), df, np.linalg.inv(X.T @ X)


def left_out(X, y, cluster):
    """Errors of observations, and standard errors of their predictions, by all other clusters."""
    errors, scales = np.empty(len(y)), np.empty(len(y))
    for g in np.unique(cluster):
        out = cluster == g
        bg, sg, _, ig = fit(X[~out], y[~out])
        for i in np.where(out)[0]:
            errors[i] = y[i] - X[i] @ bg
            scales[i] = sg * np.sqrt(1 + X[i] @ ig @ X[i])
    return errors, scales


def margin(scores, level):
    return np.sort(scores)[min(int(np.ceil(level * (len(scores) + 1))), len(scores)) - 1]
