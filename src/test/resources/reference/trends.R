# Reference numbers for the trends of training compute, made from the published CSV files by R alone:
#   Rscript trends.R FOLDER-OF-THE-CSV-FILES, 
#   columns 1 to 17 are trends.csv, 1 to 3 and 18 to 24 crossings.csv, 1 to 3 and 25 to 32 uncertainty.csv
# Point fits and intervals are R's lm, confint, predict, AIC and BIC; the crossing dates' intervals are roots, found by
# uniroot, of the prediction band minus the threshold. HC3 and CR1 are sandwich's vcovHC and vcovCL, by first-named
# organization; Cook's distance is cooks.distance; Theil and Sen's slope and the
# leave-one-out score are computed by their definitions, the latter by refitting. Nothing is shared with the Java code.
options(digits = 17, stringsAsFactors = FALSE)
suppressMessages(library(sandwich))  # 3.0.2
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(file) read.csv(file.path(folder, file), check.names = FALSE, fileEncoding = "UTF-8-BOM", quote = "\"")

# Dates known to the month or the year: the middle of it, or its start.
parse_dates <- function(text, middle) {
  text <- trimws(text)
  out <- rep(as.Date(NA), length(text))
  iso <- grepl("^\\d{4}-\\d{2}-\\d{2}$", text)
  out[iso] <- as.Date(text[iso], "%Y-%m-%d")
  dmy <- grepl("^\\d{1,2}/\\d{1,2}/\\d{4}$", text)
  out[dmy] <- as.Date(text[dmy], "%d/%m/%Y")
  my <- grepl("^\\d{1,2}/\\d{4}$", text)
  out[my] <- as.Date(paste0(if (middle) "15/" else "01/", text[my]), "%d/%m/%Y")
  y <- grepl("^\\d{4}$", text)
  out[y] <- as.Date(paste0(text[y], if (middle) "-07-01" else "-01-01"), "%Y-%m-%d")
  out
}

number <- function(text) suppressWarnings(as.numeric(gsub("[$,]", "", trimws(text))))

z_scores <- function(d) {
  y <- log10(d$v)
  sapply(seq_along(y), function(i) {
    w <- y[abs(as.numeric(d$date - d$date[i])) <= 364]
    if (length(w) < 2) return(NA)
    s <- sqrt(mean((w - mean(w))^2))
    if (s == 0) NA else (y[i] - mean(w)) / s
  })
}

report <- function(vintage, cohort, era, d, days_per_year = 365.25, days_per_month = 30.4375) {
  t <- as.numeric(d$date - as.Date("2000-01-01")) / days_per_year
  y <- log10(d$v)
  fit <- lm(y ~ t)
  n <- length(y)
  b <- coef(fit)[["t"]]
  ci <- confint(fit)["t", ]
  months <- function(slope) days_per_year * log10(2) / slope / days_per_month
  ends <- predict(fit, data.frame(t = c(min(t), max(t))))
  aicc <- AIC(fit) + 2 * 3 * 4 / (n - 4)
  crossing <- function(y0, level, interval) {
    edge <- function(side) {
      f <- function(x) {
        p <- predict(fit, data.frame(t = x), interval = interval, level = level)
        p[, if (side == "low") "upr" else "lwr"] - y0
      }
      uniroot(f, c(-200, 400), tol = 1e-12)$root
    }
    c(edge("low"), edge("high"))
  }
  line80 <- crossing(27, 0.80, "confidence")
  line95 <- crossing(27, 0.95, "confidence")
  release80 <- crossing(27, 0.80, "prediction")
  estimate <- (27 - coef(fit)[[1]]) / b
  first_named <- trimws(sapply(strsplit(d$org, "[,;\n]"), function(x) if (length(x) == 0) "" else x[1]))
  cluster <- ifelse(is.na(first_named) | first_named == "", paste("alone", seq_len(n)), first_named)
  hc3 <- sqrt(vcovHC(fit, type = "HC3")["t", "t"])
  cr1 <- sqrt(vcovCL(fit, cluster = cluster, type = "HC1", cadjust = TRUE)["t", "t"])
  pairs <- combn(n, 2)
  run <- t[pairs[2, ]] - t[pairs[1, ]]
  theil_sen <- median(((y[pairs[2, ]] - y[pairs[1, ]]) / run)[run != 0])
  cook <- cooks.distance(fit)
  without <- coef(lm(y ~ t, subset = -which.max(cook)))[["t"]]
  loo <- mean(sapply(seq_len(n), function(i) {
    other <- lm(y ~ t, data.frame(t = t[-i], y = y[-i]))
    p <- predict(other, data.frame(t = t[i]), se.fit = TRUE)
    s <- sqrt(p$se.fit^2 + p$residual.scale^2)
    dt((y[i] - p$fit) / s, n - 3, log = TRUE) - log(s)
  }))
  cat(paste(c(vintage, cohort, era, n, sprintf("%.17g", c(
    b, summary(fit)$coefficients["t", "Std. Error"], ci[[1]], ci[[2]], months(b), months(ci[[2]]), months(ci[[1]]),
    10^ends[[1]], 10^ends[[2]], summary(fit)$r.squared, summary(fit)$sigma, aicc, BIC(fit),
    estimate, line80, line95, release80,
    length(unique(cluster)), hc3, cr1, theil_sen, max(cook), without, loo))), collapse = ","), "\n", sep = "")
}

cat("vintage,cohort,era,n,slope,slope_se,ci95_low,ci95_high,doubling,doubling_low,doubling_high,start,end,r_squared,",
  "residual_sd,aicc,bic,cross_1e27,line80_low,line80_high,line95_low,line95_high,release80_low,release80_high,",
  "clusters,se_hc3,se_cluster,theil_sen,max_cook,slope_without,loo\n", sep = "")

# Sevilla et al. 2022 on the database of May 2022.
m <- read("epoch-milestones-2022-05-03.csv")
d <- data.frame(name = trimws(m[["System"]]), date = parse_dates(m[["Publication date"]], FALSE),
  v = number(m[["Training compute (FLOPs)"]]), org = m[["Organization(s)"]])
d <- d[!is.na(d$date) & !is.na(d$v) & d$name != "" & d$date > as.Date("1950-01-01") & d$date < as.Date("2022-02-01"), ]
d$z <- z_scores(d)
d <- d[!(!is.na(d$z) & d$z < -2), ]
large <- !is.na(d$z) & d$z > 0.76 & d$date >= as.Date("2015-09-01")
dl <- d$date >= as.Date("2010-01-01")
report("sevilla-2022", "all", "pre-deep-learning", d[!dl, ], 365, 30)
report("sevilla-2022", "all", "deep-learning", d[dl, ], 365, 30)
report("sevilla-2022", "regular-scale", "deep-learning", d[dl & !large, ], 365, 30)
report("sevilla-2022", "large-scale", "large-scale", d[large, ], 365, 30)

modern <- function(file) {
  m <- read(file)
  d <- data.frame(date = parse_dates(m[["Publication date"]], TRUE), v = number(m[["Training compute (FLOP)"]]),
    derivative = trimws(m[["Base model"]]) != "", notable = trimws(m[["Notability criteria"]]) != "",
    name = tolower(trimws(gsub("\\s+", " ", m[["Model"]]))), org = m[["Organization"]])
  filled <- rowSums(!is.na(sapply(c("Training compute (FLOP)", "Parameters", "Training time (hours)"),
    function(c) number(m[[c]]))))
  d <- d[order(d$name, d$date, d$org, -filled), ]
  d <- d[!duplicated(data.frame(d$name, d$date, tolower(d$org))), ]
  d <- d[!is.na(d$date) & !is.na(d$v) & d$v > 0, ]
  d$z <- z_scores(d)
  d
}
frontier <- function(d, top) {
  sapply(seq_len(nrow(d)), function(i) !d$derivative[i] &&
    sum(!d$derivative & d$date <= d$date[i] & d$v > d$v[i]) < top)
}
record <- function(d) {
  sapply(seq_len(nrow(d)), function(i) !d$derivative[i] &&
    all(d$v[!d$derivative & d$date < d$date[i]] < d$v[i]) &&
    all(d$v[!d$derivative & d$date == d$date[i]] <= d$v[i]))
}
for (vintage in c("2025-06-20", "2026-05-02")) {
  d <- modern(if (vintage == "2025-06-20") "epoch-all-2025-06-20.csv" else "epoch-notable-2026-05-02.csv")
  dl <- d$date >= as.Date("2010-01-01")
  large <- !is.na(d$z) & d$z > 0.76 & d$date >= as.Date("2015-09-01")
  low <- !is.na(d$z) & d$z < -2
  report(vintage, "all", "pre-deep-learning", d[!dl, ])
  report(vintage, "all", "deep-learning", d[dl, ])
  report(vintage, "notable", "deep-learning", d[dl & d$notable, ])
  report(vintage, "frontier", "deep-learning", d[frontier(d, 10) & dl, ])
  report(vintage, "record", "deep-learning", d[record(d) & dl, ])
  report(vintage, "regular-scale", "deep-learning", d[dl & !large & !low, ])
  report(vintage, "large-scale", "large-scale", d[large, ])
}
