# Huber's regression by scikit-learn, whose objective is MLlib's (Owen 2007): python3 huber.py, beside points.csv
import numpy, sklearn
from sklearn.linear_model import HuberRegressor
points = numpy.loadtxt("points.csv", delimiter=",", skiprows=1)
t, y = points[:, 0], points[:, 1]
u, v = t - t.mean(), y - y.mean()
fit = HuberRegressor(epsilon=1.345, alpha=0, max_iter=10000, tol=1e-12).fit(u[:, None], v)
print("# scikit-learn", sklearn.__version__)
print(repr(float(fit.coef_[0])))
