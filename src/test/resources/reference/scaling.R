# Compute-optimal parameters and loss by numerical minimization of the scaling law of Hoffmann et al. (2022) with the constants
# of Besiroglu et al. (2024): Rscript scaling.R > scaling.csv
cat("compute,parameters,loss\n")
for (compute in c(1e21, 1e24, 1e26, 1e29)) {
  loss <- function(x) 1.8172 + 482.01 / exp(x)^0.3478 + 2085.43 / (compute / 6 / exp(x))^0.3658
  # The derivative's root, which is known to more digits than the minimum itself.
  slope <- function(x) -0.3478 * 482.01 * exp(-0.3478 * x) + 0.3658 * 2085.43 * (compute / 6)^-0.3658 * exp(0.3658 * x)
  x <- uniroot(slope, c(10, 60), tol = 1e-14)$root
  cat(sprintf("%.17g,%.17g,%.17g\n", compute, exp(x), loss(x)))
}
