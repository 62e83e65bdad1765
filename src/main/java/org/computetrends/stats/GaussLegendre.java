package org.computetrends.stats;

import java.util.function.DoubleUnaryOperator;

/** Gauss-Legendre quadrature: integration with n points that is exact for polynomials up to degree {@code 2 n - 1}. */
final class GaussLegendre {
    private static final int NEWTON_STEPS = 20;

    // By point, on the interval from -1 to 1.
    private final double[] node;
    private final double[] weight;

    GaussLegendre(int points) {
        this.node = new double[points];
        this.weight = new double[points];
        // Nodes are the roots of the Legendre polynomial, found by Newton's method from Tricomi's approximation. The
        // polynomial and its derivative follow from k P(k) = (2 k - 1) x P(k-1) - (k - 1) P(k-2).
        for (int i = 0; i < points; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (points + 0.5));
            double derivative = 1;
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double previous = 0;
                double legendre = 1;
                for (int k = 1; k <= points; k++) {
                    double next = ((2 * k - 1) * x * legendre - (k - 1) * previous) / k;
                    previous = legendre;
                    legendre = next;
                }
                derivative = points * (x * legendre - previous) / (x * x - 1);
                x -= legendre / derivative;
            }
            node[i] = x;
            weight[i] = 2 / ((1 - x * x) * derivative * derivative);
        }
    }

    double integral(DoubleUnaryOperator function, double from, double to) {
        double centre = (from + to) / 2;
        double halfWidth = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < node.length; i++) {
            sum += weight[i] * function.applyAsDouble(centre + halfWidth * node[i]);
        }
        return halfWidth * sum;
    }
}
