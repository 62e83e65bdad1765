-- Frontier and record have a backtested default forecast; its track record is next to the date if growth continues.
select
  crossings.vintage,
  crossings.metric,
  crossings.cohort,
  crossings.scenario,
  crossings.threshold,
  crossings.label,
  crossings.status,
  crossings.first_observed_on,
  crossings.first_observed_name,
  crossings.known_to,
  crossings.simulated_median,
  crossings.simulated80_low,
  crossings.simulated80_high,
  track.method as backtest_method,
  track.real_time_n,
  track.real_time_windows,
  track.real_time_coverage80,
  track.backtest_n,
  track.backtest_windows,
  track.backtest_coverage80,
  crossings.run_id
from {{ source('compute_trends', 'crossings') }} as crossings
join {{ ref('as_of') }} as newest on newest.vintage = crossings.vintage and newest.newest_until is null
left join {{ source('compute_trends', 'forecast_crossings') }} as track
  on track.vintage = crossings.vintage
  and track.metric = crossings.metric
  and track.target = crossings.cohort
  and track.threshold = crossings.threshold
  and track.is_default
  and crossings.scenario = 'continue'
