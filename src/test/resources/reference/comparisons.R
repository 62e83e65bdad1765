# Reference numbers for the comparison of two trends' slopes, made from the published CSV files by R alone:
#   Rscript comparisons.R FOLDER-OF-THE-CSV-FILES
# prints comparisons.csv, one row for each pair of populations. The populations are those of trends.R, whose helpers are
# repeated here. Slopes are lm's, in orders of magnitude a year of 365.25 days (365 in the setting of Sevilla et al.).
#
# The slopes of two populations that share releases are correlated. With HC3 each release has the influence
# psi = (t - mean t) / S * e / (1 - h) on a slope, nought where it is not in the population; the variances are sums of
# squares, the covariance is the sum of products over shared releases, and the degrees of freedom are Welch and
# Satterthwaite's with n - 2. By cluster (first-named organization; a release without one is its own cluster) the
# influences (t - mean t) / S * e are first summed within clusters, whose labels both populations share; every variance
# has the factor G / (G - 1) * (n - 1) / (n - 2), the covariance the geometric mean of both; the degrees of
# freedom use the smaller of G - 1 and n - 2. Where the populations share releases, or clusters, the degrees of freedom
# are the smaller of both populations', and not Welch and Satterthwaite's, which suppose independence.
#
# CR3 is the jackknife over the clusters of both populations: lm of each without one cluster after the other, which leaves
# both, and (G - 1) / G times the sum of squared changes of the difference, or of one slope over that population's own
# clusters. The classical test has the variance of each slope that lm gives; the covariance is that of errors correlated
# within a release that lies in both, by the mean product of its two residuals, with n / (n - 2) for both. Degrees of
# freedom as above.
options(digits = 17, stringsAsFactors = FALSE)
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(file) read.csv(file.path(folder, file), check.names = FALSE, fileEncoding = "UTF-8-BOM", quote = "\"")

# ---- populations, as in trends.R ----

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

# Releases of either trend drawn with replacement, 9,999 times, with errors uniform in log space on plus and minus noise:
# the ends of the central 95% of differences, and twice the smaller share on one side of zero.
bootstrap <- function(t, y, a, b, noise) {
  set.seed(20000101)
  either <- which(a | b)
  slope <- function(t, y) sum((t - mean(t)) * y) / sum((t - mean(t))^2)
  d <- replicate(9999, {
    i <- sample(either, length(either), TRUE)
    v <- y[i] + runif(length(i), -noise, noise)
    slope(t[i][a[i]], v[a[i]]) - slope(t[i][b[i]], v[b[i]])
  })
  c(quantile(d, c(0.025, 0.975), names = FALSE), min(1, 2 * (1 + min(sum(d <= 0), sum(d >= 0))) / 10000))
}

# Rows of d picked by a and b; every row is a release, known by its number.
compare <- function(vintage, first, second, d, a, b, days_per_year = 365.25, noise = 0) {
  t <- as.numeric(d$date - as.Date("2000-01-01")) / days_per_year
  y <- log10(d$v)
  named <- trimws(sapply(strsplit(d$org, "[,;\n]"), function(x) if (length(x) == 0) "" else x[1]))
  cluster <- ifelse(is.na(named) | named == "", paste("alone", seq_len(nrow(d))), named)
  labels <- unique(cluster)
  one <- function(rows) {
    fit <- lm(y[rows] ~ t[rows])
    e <- resid(fit)
    away <- t[rows] - mean(t[rows])
    psi0 <- psi <- numeric(nrow(d))
    psi0[rows] <- away / sum(away^2) * e
    psi[rows] <- psi0[rows] / (1 - hatvalues(fit))
    n <- sum(rows)
    clusters <- length(unique(cluster[rows]))
    without <- sapply(labels, function(l) coef(lm(y[rows & cluster != l] ~ t[rows & cluster != l]))[[2]])
    list(n = n, slope = coef(fit)[[2]], psi = psi, clusters = clusters, without = without - coef(fit)[[2]],
      classical = vcov(fit)[2, 2], residual = replace(numeric(nrow(d)), rows, e),
      away = replace(numeric(nrow(d)), rows, away / sum(away^2)),
      sums = sapply(labels, function(l) sum(psi0[cluster == l])),
      factor = clusters / (clusters - 1) * (n - 1) / (n - 2))
  }
  p <- one(a)
  q <- one(b)
  difference <- p$slope - q$slope
  test <- function(v1, v2, covariance, df1, df2, independent) {
    se <- sqrt(v1 + v2 - 2 * covariance)
    df <- if (independent) (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2) else min(df1, df2)
    c(se, df, difference / se, 2 * pt(-abs(difference / se), df))
  }
  v1 <- sum(p$psi^2)
  v2 <- sum(q$psi^2)
  covariance <- sum(p$psi * q$psi)
  w1 <- p$factor * sum(p$sums^2)
  w2 <- q$factor * sum(q$sums^2)
  between <- sqrt(p$factor * q$factor) * sum(p$sums * q$sums)
  apart <- !length(intersect(cluster[a], cluster[b]))
  jackknife <- function(changes, clusters) (clusters - 1) / clusters * sum(changes^2)
  u1 <- jackknife(p$without, p$clusters)
  u2 <- jackknife(q$without, q$clusters)
  both <- length(unique(cluster[a | b]))
  u <- jackknife(p$without - q$without, both)
  products <- if (any(a & b)) mean((p$residual * q$residual)[a & b]) else 0
  together <- products * sqrt(p$n / (p$n - 2) * q$n / (q$n - 2)) * sum((p$away * q$away)[a & b])
  cat(paste(c(vintage, first, second, p$n, q$n, sum(a & b), sprintf("%.17g", c(p$slope, q$slope, difference,
    v1, v2, covariance, test(v1, v2, covariance, p$n - 2, q$n - 2, !any(a & b)))), p$clusters, q$clusters,
    length(intersect(cluster[a], cluster[b])), sprintf("%.17g", c(w1, w2, between,
    test(w1, w2, between, min(p$clusters - 1, p$n - 2), min(q$clusters - 1, q$n - 2),
      apart), bootstrap(t, y, a, b, noise), test(u1, u2, (u1 + u2 - u) / 2, min(p$clusters - 1, p$n - 2), min(q$clusters - 1, q$n - 2),
      apart)[c(1, 2, 4)], test(p$classical, q$classical, together, p$n - 2, q$n - 2, !any(a & b))[c(1, 2, 4)]))),
    collapse = ","), "\n", sep = "")
}

cat("run,first_cohort,first_era,second_cohort,second_era,n_first,n_second,n_shared,slope_first,slope_second,",
  "difference,variance_first,variance_second,covariance,se,df,t,p,clusters_first,clusters_second,clusters_shared,",
  "cluster_variance_first,cluster_variance_second,cluster_covariance,se_cluster,df_cluster,t_cluster,",
  "p_cluster,bootstrap_low,bootstrap_high,p_bootstrap,se_cr3,df_cr3,p_cr3,se_classical,df_classical,p_classical\n", sep = "")

d <- modern("epoch-notable-2026-05-02.csv")
dl <- d$date >= as.Date("2010-01-01")
large <- !is.na(d$z) & d$z > 0.76 & d$date >= as.Date("2015-09-01")
low <- !is.na(d$z) & d$z < -2
compare("2026-05-02", "frontier,deep-learning", "notable,deep-learning", d, frontier(d, 10) & dl, dl & d$notable)
compare("2026-05-02", "regular-scale,large-scale", "large-scale,large-scale", d, dl & !large & !low &
  d$date >= as.Date("2015-09-01"), large)
compare("2026-05-02", "all,pre-deep-learning", "all,deep-learning", d, !dl, dl)

# Sevilla et al. 2022 on the database of May 2022.
m <- read("epoch-milestones-2022-05-03.csv")
d <- data.frame(name = trimws(m[["System"]]), date = parse_dates(m[["Publication date"]], FALSE),
  v = number(m[["Training compute (FLOPs)"]]), org = m[["Organization(s)"]])
d <- d[!is.na(d$date) & !is.na(d$v) & d$name != "" & d$date > as.Date("1950-01-01") & d$date < as.Date("2022-02-01"), ]
d$z <- z_scores(d)
d <- d[!(!is.na(d$z) & d$z < -2), ]
large <- !is.na(d$z) & d$z > 0.76 & d$date >= as.Date("2015-09-01")
dl <- d$date >= as.Date("2010-01-01")
compare("sevilla-2022", "regular-scale,deep-learning", "large-scale,large-scale", d, dl & !large, large, 365, log10(2))
compare("sevilla-2022", "regular-scale,large-scale", "large-scale,large-scale", d,
  dl & !large & d$date >= as.Date("2015-09-01"), large, 365, log10(2))
