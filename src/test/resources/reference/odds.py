"""Odds in closed form, in plain Python. Writes odds.csv.

Releases arrive as a Poisson process at RATE a year from START on. One at u is at SLOPE * (u - START) + r with r = -0.3 or
+0.3, each with probability one half. The number of those above T that are published (and reported) before D is Poisson too,
so P = 1 - exp(-mean). The share reported by an age is 0.4 up to a quarter of a year, linear to 0.9 at a year, and no more later: what
is reported by the first age is reported at it.
"""
import csv

RATE, SLOPE, START, STEPS = 4.0, 0.5, 20.0, 200_000


def reported(age):
    if age < 0.25:
        return 0.0
    return 0.4 + 0.5 * min(1.0, (age - 0.25) / 0.75)


def mean(threshold, end, delayed):
    total = 0.0
    for r in (-0.3, 0.3):
        first = max(START, START + (threshold - r) / SLOPE)
        width = max(0.0, end - first) / STEPS
        for k in range(STEPS if width > 0 else 0):
            u = first + (k + 0.5) * width
            total += 0.5 * RATE * width * (reported(end - u) if delayed else 1.0)
    return total


if __name__ == "__main__":
    from math import exp

    with open("odds.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["threshold", "years", "published", "in_database"])
        for threshold in (0.0, 0.5, 1.0, 2.0):
            for years in (0.5, 1.0, 2.0, 5.0):
                writer.writerow(
                    [threshold, years]
                    + [f"{1 - exp(-mean(threshold, START + years, d)):.6f}" for d in (False, True)]
                )
