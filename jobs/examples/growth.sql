-- How fast training compute doubles by domain, in months, with a 95% interval that allows an organization's releases to resemble one another.
WITH growths AS (SELECT domain, growth(published_on, training_compute_flop, get(organizations, 0)) AS growth
  FROM parquet.`data/releases/vintage=2026-08-19` LATERAL VIEW explode(domains) AS domain WHERE published_on >= DATE '2010-01-01' GROUP BY domain)
SELECT domain, growth.n, growth.doubling_time_months, growth.doubling_time_ci95_low, growth.doubling_time_ci95_high FROM growths WHERE growth.n >= 20 ORDER BY growth.n DESC;
