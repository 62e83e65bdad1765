# Bootstrap intervals of two trends by R's boot package (1.3-28.1), 100,000 replicates:
#   Rscript bootstrap.R FOLDER-OF-THE-CSV-FILES > bootstrap.csv
options(digits = 17)
library(boot)
set.seed(20260423)
d <- read.csv(file.path(commandArgs(trailingOnly = TRUE)[1], "epoch-notable-2026-05-02.csv"), check.names = FALSE)
d <- data.frame(date = as.Date(d[["Publication date"]], "%Y-%m-%d"), v = suppressWarnings(as.numeric(d[["Training compute (FLOP)"]])),
  derivative = trimws(d[["Base model"]]) != "")
d <- d[!is.na(d$date) & !is.na(d$v) & d$v > 0 & !d$derivative, ]
frontier <- sapply(seq_len(nrow(d)), function(i) sum(d$date <= d$date[i] & d$v > d$v[i]) < 10)
record <- sapply(seq_len(nrow(d)), function(i) all(d$v[d$date < d$date[i]] < d$v[i]) && all(d$v[d$date == d$date[i]] <= d$v[i]))
since <- d$date >= as.Date("2010-01-01")
cat("cohort,n,percentile_low,percentile_high,bca_low,bca_high,sd\n")
for (cohort in c("frontier", "record")) {
  x <- d[(if (cohort == "frontier") frontier else record) & since, ]
  t <- as.numeric(x$date - as.Date("2000-01-01")) / 365.25
  y <- log10(x$v)
  slope <- function(data, i) { u <- data[i, 1]; v <- data[i, 2]; sum((u - mean(u)) * v) / sum((u - mean(u))^2) }
  b <- boot(cbind(t, y), slope, R = 100000)
  ci <- boot.ci(b, type = c("perc", "bca"), L = empinf(data = cbind(t, y), statistic = slope, type = "jack", stype = "i"))
  cat(paste(c(cohort, nrow(x), sprintf("%.17g", c(ci$percent[4:5], ci$bca[4:5], sd(b$t)))), collapse = ","), "\n", sep = "")
}
