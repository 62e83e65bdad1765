# Quantile regression by R's quantreg (5.94) on the notable releases since 2010 of the 2026 vintage:
#   Rscript quantiles.R FOLDER-OF-THE-CSV-FILES, which writes points.csv (time, value) and quantiles.csv (tau, slope, loss)
options(digits = 17)
suppressMessages(library(quantreg))
d <- read.csv(file.path(commandArgs(trailingOnly = TRUE)[1], "epoch-notable-2026-05-02.csv"), check.names = FALSE)
d <- data.frame(date = as.Date(d[["Publication date"]], "%Y-%m-%d"), v = suppressWarnings(as.numeric(d[["Training compute (FLOP)"]])))
d <- d[!is.na(d$date) & !is.na(d$v) & d$v > 0 & d$date >= as.Date("2010-01-01"), ]
t <- as.numeric(d$date - as.Date("2000-01-01")) / 365.25
y <- log10(d$v)
o <- order(t, y)
writeLines(c("time,value", sprintf("%.17g,%.17g", t[o], y[o])), "points.csv")
lines <- sapply(c(0.1, 0.25, 0.5, 0.75, 0.9), function(tau) {
  f <- suppressWarnings(rq(y ~ t, tau = tau))
  sprintf("%.17g,%.17g,%.17g", tau, coef(f)[["t"]], f$rho)
})
writeLines(c("tau,slope,loss", lines), "quantiles.csv")
