package org.computetrends.stats;

/** Functions of time orthonormalized over observations, by the Gram-Schmidt method applied twice. */
final class OrthonormalBasis {

    private OrthonormalBasis() {}

    /** Each function at each cell, orthonormal to those before it. */
    static double[][] of(Cells cells, Basis functions) {
        double[][] basis = new double[functions.size()][cells.size()];
        for (int c = 0; c < cells.size(); c++) {
            double[] values = functions.valuesAt(cells.time()[c]);
            for (int j = 0; j < basis.length; j++) {
                basis[j][c] = values[j];
            }
        }
        for (int j = 0; j < basis.length; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    double product = product(cells, basis[j], basis[k]);
                    for (int c = 0; c < basis[j].length; c++) {
                        basis[j][c] -= product * basis[k][c];
                    }
                }
            }
            double norm = Math.sqrt(product(cells, basis[j], basis[j]));
            for (int c = 0; c < basis[j].length; c++) {
                basis[j][c] /= norm;
            }
        }
        return basis;
    }

    private static double product(Cells cells, double[] a, double[] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            sum += cells.count()[c] * a[c] * b[c];
        }
        return sum;
    }
}
