select
  trends.vintage,
  trends.metric,
  trends.cohort,
  trends.era,
  trends.status,
  trends.n,
  trends.first_date,
  trends.last_date,
  trends.ends_under_reported,
  trends.growth_factor_per_year,
  trends.growth_factor_ci95_low,
  trends.growth_factor_ci95_high,
  trends.doubling_time_months,
  trends.doubling_time_ci95_low,
  trends.doubling_time_ci95_high,
  trends.doubling_time_status,
  trends.interval_method,
  trends.r_squared,
  trends.run_id
from {{ source('compute_trends', 'trends') }} as trends
join {{ ref('as_of') }} as newest on newest.vintage = trends.vintage and newest.newest_until is null
where trends.growth_model = 'exponential'
