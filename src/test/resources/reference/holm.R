# Reference numbers for Holm's correction: Rscript holm.R prints holm.csv, one row for each p-value of a family.
options(digits = 17)
families <- list(ties = c(0.01, 0.04, 0.03, 0.005, 0.03), one = 0.2, none = c(0.9, 0.6, 1), small = c(1e-12, 6.4e-4, 0.32, 2e-7))
cat("family,p,p_holm\n")
for (name in names(families)) {
  cat(paste(name, families[[name]], p.adjust(families[[name]], "holm"), sep = ","), sep = "\n")
}
