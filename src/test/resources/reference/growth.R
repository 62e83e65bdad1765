# Reference numbers for the growth models and the breakpoint tests of training compute, made from the published CSV
# files by R alone:
#   Rscript growth.R FOLDER-OF-THE-CSV-FILES [FOLDER-TO-WRITE-TO]
# writes growth.csv (one row for each population and growth model) and supf.csv (one row for each population and form
# of break). The populations are those of trends.R, whose helpers are repeated here.
#
# Linear-in-coefficients curves are fitted by lm and .lm.fit: the line, lm with poly() of degree 2 and 3, the
# logarithmic curve. The logistic curve is fitted by optim from a grid of starts, and polished by Gauss-Newton steps;
# where it does best as its bend goes to infinity, the limit is the line: the row then has limit TRUE, the line's RSS
# and curve with k = 4, m infinite, r = ln(10) times the slope, and a leave-one-out score with the line's two columns
# as design. Break dates are found by brute force: one break by refitting on every admissible calendar day; two breaks
# with jumps by all pairs of release dates (the three segments are then three separate lines); two breaks without jumps
# by all pairs of a grid of every 30th admissible day, and then, from the best 30 pairs, exhaustive searches over the
# days of one break with the other fixed, in turn, until nothing improves. A break's day belongs to the time before it,
# and of days that tie the earliest is taken. The 95% interval of a single break is the first and last day whose
# n log(RSS(d) / RSS_min) does not exceed qchisq(0.95, 1).
#
# The leave-one-out score is the mean log density of each observation under Student's t, by refitting without it with
# the break dates held; for the logistic curve the refit is that of the curve linearised at the full-data optimum.
# The bootstrap of the largest F is Hansen's (2000) with fixed regressors: residuals of the unbroken line with
# signs drawn anew, 4,999 replicates, seed 20000101. p_cluster has a sign for each first-named organization instead, a
# release without one being its own; at 0.1 either p-value has a Monte Carlo error of 0.004.
options(digits = 17, stringsAsFactors = FALSE)
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
target <- if (length(arguments) > 1) arguments[2] else "."
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

record <- function(d) {
  sapply(seq_len(nrow(d)), function(i) !d$derivative[i] &&
    all(d$v[!d$derivative & d$date < d$date[i]] < d$v[i]) &&
    all(d$v[!d$derivative & d$date == d$date[i]] <= d$v[i]))
}

# A population as its sorted release days (since 2000-01-01), times in years and logarithms of compute.
population <- function(d) {
  d <- d[order(d$date), ]
  day <- as.integer(d$date - as.Date("2000-01-01"))
  named <- trimws(sapply(strsplit(d$org, "[,;\n]"), function(x) if (length(x) == 0) "" else x[1]))
  cluster <- ifelse(is.na(named) | named == "", paste("alone", seq_len(nrow(d))), named)
  list(n = nrow(d), day = day, t = day / 365.25, y = log10(d$v), cluster = match(cluster, unique(cluster)))
}

date_text <- function(day) ifelse(is.na(day), "", format(as.Date("2000-01-01") + day))
rss_of <- function(x, y) sum(.lm.fit(x, y)$residuals^2)

# ---- designs of the broken lines ----

# Columns 1, t, then for every break the change of slope after it and, with jumps, the change of level.
broken <- function(t, day, breaks, jump) {
  x <- cbind(1, t)
  for (b in breaks) {
    x <- cbind(x, pmax(0, t - b / 365.25))
    if (jump) x <- cbind(x, as.numeric(day > b))
  }
  unname(x)
}

# Whether observations from..to (sorted) are enough for a segment.
enough <- function(p, from, to, jump) {
  least <- max(if (jump) 3 else 2, (p$n + 19) %/% 20)
  to - from + 1 >= least && p$day[to] > p$day[from]
}

# For every calendar day, the number of observations dated on or before it.
counts <- function(p, days) findInterval(days, p$day)

one_break <- function(p, jump) {
  days <- p$day[1]:p$day[p$n]
  before <- counts(p, days)
  good <- sapply(before, function(c) c >= 1 && c < p$n && enough(p, 1, c, jump) && enough(p, c + 1, p$n, jump))
  days <- days[good]
  before <- before[good]
  if (jump) {
    # Days between two releases part the data alike, so they share one fit: that of the earliest of them.
    first <- !duplicated(before)
    fits <- sapply(days[first], function(b) rss_of(broken(p$t, p$day, b, TRUE), p$y))
    rss <- fits[match(before, before[first])]
  } else {
    rss <- sapply(days, function(b) rss_of(broken(p$t, p$day, b, FALSE), p$y))
  }
  inside <- p$n * log(rss / min(rss)) <= qchisq(0.95, 1)
  list(breaks = days[which.min(rss)], low = min(days[inside]), high = max(days[inside]))
}

# Three separate lines: all pairs of release dates, the residual sums of the segments added up.
two_jumps <- function(p) {
  last <- which(c(diff(p$day) > 0, TRUE))  # last observation of each release date
  first <- c(1, last[-length(last)] + 1)
  k <- length(last)
  segment <- function(i, j) {
    if (!enough(p, first[i], last[j], TRUE)) return(Inf)
    rows <- first[i]:last[j]
    rss_of(cbind(1, p$t[rows]), p$y[rows])
  }
  left <- sapply(seq_len(k), function(j) segment(1, j))
  right <- sapply(seq_len(k), function(i) segment(i, k))
  best <- list(rss = Inf)
  for (i in 1:(k - 2)) {
    if (!is.finite(left[i])) next
    for (j in (i + 1):(k - 1)) {
      if (!is.finite(right[j + 1])) next
      rss <- left[i] + segment(i + 1, j) + right[j + 1]
      if (rss < best$rss) best <- list(rss = rss, breaks = p$day[last[c(i, j)]])
    }
  }
  best
}

two_kinks <- function(p) {
  days <- p$day[1]:p$day[p$n]
  before <- counts(p, days)
  good_pair <- function(a, b) {  # positions in days
    ca <- before[a]
    cb <- before[b]
    ca >= 1 && cb > ca && cb < p$n && enough(p, 1, ca, FALSE) && enough(p, ca + 1, cb, FALSE) &&
      enough(p, cb + 1, p$n, FALSE)
  }
  rss_pair <- function(a, b) rss_of(broken(p$t, p$day, days[c(a, b)], FALSE), p$y)
  possible <- which(sapply(before, function(c) c >= 1 && c < p$n && enough(p, 1, c, FALSE) &&
    enough(p, c + 1, p$n, FALSE)))
  grid <- possible[seq(1, length(possible), by = 30)]
  pairs <- do.call(rbind, lapply(seq_along(grid), function(i) {
    b <- grid[grid > grid[i]]
    b <- b[vapply(b, function(x) good_pair(grid[i], x), TRUE)]
    if (length(b)) cbind(grid[i], b, vapply(b, function(x) rss_pair(grid[i], x), 0)) else NULL
  }))
  pairs <- pairs[order(pairs[, 3])[seq_len(min(30, nrow(pairs)))], , drop = FALSE]
  # The best day of one break with the other fixed; results are kept, as different starts soon meet.
  kept <- new.env()
  search <- function(fixed, other_is_first) {
    key <- paste(fixed, other_is_first)
    if (is.null(kept[[key]])) {
      d <- if (other_is_first) possible[possible < fixed] else possible[possible > fixed]
      ok <- vapply(d, function(x) if (other_is_first) good_pair(x, fixed) else good_pair(fixed, x), TRUE)
      d <- d[ok]
      r <- vapply(d, function(x) if (other_is_first) rss_pair(x, fixed) else rss_pair(fixed, x), 0)
      kept[[key]] <- c(d[which.min(r)], min(r))
    }
    kept[[key]]
  }
  best <- c(NA, NA, Inf)
  for (s in seq_len(nrow(pairs))) {
    at <- pairs[s, ]
    repeat {
      old <- at
      f <- search(at[2], TRUE)
      if (f[2] < at[3]) at <- c(f[1], at[2], f[2])
      f <- search(at[1], FALSE)
      if (f[2] < at[3]) at <- c(at[1], f[1], f[2])
      if (at[3] >= old[3]) break
    }
    if (at[3] < best[3]) best <- at
  }
  list(breaks = days[best[1:2]])
}

# ---- scores ----

# Mean log density of each observation given the others, every coefficient of the design refitted without it.
loo_linear <- function(x, y, k) {
  n <- length(y)
  x <- as.matrix(x)
  mean(sapply(seq_len(n), function(i) {
    q <- qr(x[-i, , drop = FALSE])
    if (q$rank < ncol(x)) return(NA)
    b <- qr.coef(q, y[-i])
    rss <- sum(qr.resid(q, y[-i])^2)
    h <- sum(backsolve(qr.R(q), x[i, q$pivot], transpose = TRUE)^2)
    s <- sqrt(rss / (n - k) * (1 + h))
    dt((y[i] - sum(x[i, ] * b)) / s, n - k, log = TRUE) - log(s)
  }))
}

loo_linearised <- function(jacobian, e, k) {
  n <- length(e)
  q <- qr(jacobian)
  h <- rowSums(qr.Q(q)[, seq_len(q$rank), drop = FALSE]^2)
  s <- sqrt((sum(e^2) - e^2 / (1 - h)) / (n - k) / (1 - h))
  mean(dt(e / (1 - h) / s, n - k, log = TRUE) - log(s))
}

# ---- the logistic curve: y = c - log10(1 + exp(-r (t - m))) ----

# log10(1 + exp(x)) without overflow.
softplus10 <- function(x) (pmax(x, 0) + log1p(exp(-abs(x)))) / log(10)

logistic <- function(p) {
  t <- p$t
  y <- p$y
  rss <- function(q) {  # log r and m; the best c is a mean
    w <- y + softplus10(-exp(q[1]) * (t - q[2]))
    sum((w - mean(w))^2)
  }
  # From the best rate of every bend date of a grid reaching far beyond the data, so that no valley is missed.
  span <- max(t) - min(t)
  rates <- seq(log(0.02), log(50), length.out = 80)
  best <- NULL
  for (m in c(seq(min(t) - span, max(t) + span, length.out = 120), max(t) + span * c(1.5, 2, 3, 5, 8))) {
    o <- list(par = c(rates[which.min(sapply(rates, function(r) rss(c(r, m))))], m))
    for (again in 1:4) o <- optim(o$par, rss, control = list(reltol = 1e-15, maxit = 5000))
    if (is.null(best) || o$value < best$value) best <- o
  }
  line <- lm(y ~ t)
  r <- exp(best$par[1])
  m <- best$par[2]
  # Where even the last date lies this far below the bend, the curve is a straight line to double precision.
  if (r * (m - max(t)) > 15 || best$value >= sum(resid(line)^2) * (1 - 1e-9)) {
    b <- coef(line)
    e <- resid(line)
    return(list(limit = TRUE, c = NA, r = b[[2]] * log(10), m = Inf, rss = sum(e^2),
      start = b[[1]] + b[[2]] * min(t), end = b[[1]] + b[[2]] * max(t), slope = b[[2]],
      loo = loo_linearised(cbind(1, t), e, 4)))
  }
  # Polished by Gauss and Newton's steps: regressions of the residuals on the curve's gradient by c, r and m.
  b <- c(c = mean(y + softplus10(-r * (t - m))), r = r, m = m)
  for (step in 1:5000) {
    u <- b[["r"]] * (t - b[["m"]])
    w <- plogis(-u)
    e <- y - (b[["c"]] - softplus10(-u))
    jacobian <- cbind(1, (t - b[["m"]]) * w / log(10), -b[["r"]] * w / log(10))
    move <- qr.coef(qr(jacobian), e)
    if (max(abs(move / b)) < 1e-13) break
    b <- b + move
  }
  if (sum(e^2) > best$value * (1 + 1e-12)) stop("polishing made the fit worse")
  curve <- function(x) b[["c"]] - softplus10(-b[["r"]] * (x - b[["m"]]))
  list(limit = FALSE, c = b[["c"]], r = b[["r"]], m = b[["m"]], rss = sum(e^2), start = curve(min(t)),
    end = curve(max(t)), slope = b[["r"]] * plogis(-b[["r"]] * (max(t) - b[["m"]])) / log(10),
    loo = loo_linearised(jacobian, e, 4))
}

# ---- output ----

growth <- character()
supf <- character()
g <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))

row <- function(who, model, n, k, rss, loo, start, end, slope, c = NA, r = NA, m = NA, limit = "",
                breaks = NA, low = NA, high = NA) {
  minus2 <- n * (log(2 * pi * rss / n) + 1)
  aicc <- minus2 + 2 * k + 2 * k * (k + 1) / (n - k - 1)
  bic <- minus2 + k * log(n)
  growth <<- c(growth, paste(c(who, model, n, k, g(c(rss, aicc, bic, loo, start, end, slope, c, r, m)), limit,
    date_text(breaks[1]), date_text(breaks[2]), date_text(low), date_text(high)), collapse = ","))
}

models <- function(who, p) {
  t <- p$t
  y <- p$y
  n <- p$n
  ends <- c(1, n)
  line <- lm(y ~ t)
  row(who, "exponential", n, 3, sum(resid(line)^2), loo_linear(cbind(1, t), y, 3), fitted(line)[1], fitted(line)[n],
    coef(line)[["t"]])
  for (degree in 2:3) {
    fit <- lm(y ~ poly(t, degree))
    basis <- poly(t, degree)
    # The derivative at the last date, from the same curve in powers of the time before that date.
    u <- t - t[n]
    slope <- coef(lm(y ~ poly(u, degree, raw = TRUE)))[[2]]
    row(who, paste0("polynomial-", degree), n, degree + 2, sum(resid(fit)^2),
      loo_linear(cbind(1, unclass(basis)), y, degree + 2), fitted(fit)[1], fitted(fit)[n], slope)
  }
  u <- log10(1 + t - t[1])
  fit <- lm(y ~ u)
  row(who, "logarithmic", n, 3, sum(resid(fit)^2), loo_linear(cbind(1, u), y, 3), fitted(fit)[1], fitted(fit)[n],
    coef(fit)[["u"]] / (log(10) * (1 + t[n] - t[1])))
  s <- logistic(p)
  row(who, "logistic", n, 4, s$rss, s$loo, s$start, s$end, s$slope, s$c, s$r, s$m, s$limit)
  for (name in c("piecewise-1", "piecewise-1-jump", "piecewise-2", "piecewise-2-jump")) {
    jump <- grepl("jump", name)
    found <- if (grepl("-1", name)) one_break(p, jump) else if (jump) two_jumps(p) else two_kinks(p)
    x <- broken(t, p$day, found$breaks, jump)
    fit <- lm.fit(x, y)
    k <- ncol(x) + length(found$breaks) + 1
    slopes <- if (jump) c(2, seq(3, ncol(x), by = 2)) else 2:ncol(x)
    row(who, name, n, k, sum(fit$residuals^2), loo_linear(x, y, k), fit$fitted.values[1], fit$fitted.values[n],
      sum(fit$coefficients[slopes]), breaks = found$breaks, low = if (is.null(found$low)) NA else found$low,
      high = if (is.null(found$high)) NA else found$high)
  }
}

sup_f <- function(who, p, jump, replicates = 4999) {
  least <- (3 * p$n + 19) %/% 20
  days <- unique(p$day)
  before <- counts(p, days)
  days <- days[before >= least & p$n - before >= least]
  q <- if (jump) 2 else 1
  p1 <- if (jump) 4 else 3
  base <- qr(cbind(1, p$t))
  rss0 <- sum(qr.resid(base, p$y)^2)
  f <- sapply(days, function(b) {
    rss1 <- rss_of(broken(p$t, p$day, b, jump), p$y)
    ((rss0 - rss1) / q) / (rss1 / (p$n - p1))
  })
  # The part of every break's columns that the line does not explain, made orthonormal: the fall in the residual sum
  # of squares of any response is the sum of its squared products with it.
  directions <- lapply(days, function(b) {
    d <- qr(qr.resid(base, broken(p$t, p$day, b, jump)[, -(1:2), drop = FALSE]))
    if (d$rank < q) stop("a break without a fit")
    qr.Q(d)
  })
  set.seed(20000101)
  e <- qr.resid(base, p$y)
  # The share of draws whose largest F reaches the data's; equal but for rounding counts.
  reached <- function(signs) {
    draws <- qr.resid(base, e * signs)
    total <- colSums(draws^2)
    top <- rep(-Inf, replicates)
    for (d in directions) {
      fall <- colSums(crossprod(d, draws)^2)
      top <- pmax(top, (fall / q) / ((total - fall) / (p$n - p1)))
    }
    (1 + sum(top >= max(f) * (1 - 1e-9))) / (1 + replicates)
  }
  alone <- reached(matrix(sample(c(-1, 1), p$n * replicates, TRUE), p$n))
  # A sign for each cluster: the wild cluster bootstrap.
  clusters <- max(p$cluster)
  together <- reached(matrix(sample(c(-1, 1), clusters * replicates, TRUE), clusters)[p$cluster, ])
  supf <<- c(supf, paste(c(who, if (jump) "jump" else "continuous", p$n, length(days), g(max(f)),
    date_text(days[which.max(f)]), g(alone), replicates, clusters, g(together)), collapse = ","))
}

for (vintage in c("2026-05-02", "2025-06-20")) {
  d <- modern(if (vintage == "2025-06-20") "epoch-all-2025-06-20.csv" else "epoch-notable-2026-05-02.csv")
  dl <- d$date >= as.Date("2010-01-01")
  large <- !is.na(d$z) & d$z > 0.76 & d$date >= as.Date("2015-09-01")
  chosen <- list("frontier,deep-learning" = frontier(d, 10) & dl)
  if (vintage == "2026-05-02") {
    chosen <- c(chosen, list("record,deep-learning" = record(d) & dl, "notable,deep-learning" = dl & d$notable,
      "all,pre-deep-learning" = !dl, "large-scale,large-scale" = large))
  }
  for (name in names(chosen)) {
    p <- population(d[chosen[[name]], ])
    who <- paste(vintage, name, sep = ",")
    models(who, p)
    sup_f(who, p, FALSE)
    sup_f(who, p, TRUE)
  }
}
writeLines(c(paste0("run,cohort,era,growth_model,n,k,rss,aicc,bic,loo_log_score,start_value_log10,end_value_log10,",
  "end_slope,c,r,m,limit,break_1,break_2,break_low,break_high"), growth), file.path(target, "growth.csv"))
writeLines(c("run,cohort,era,form,n,candidate_dates,sup_f,date,p_bootstrap,replicates,clusters,p_cluster", supf),
  file.path(target, "supf.csv"))
