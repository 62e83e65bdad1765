-- The default forecast, and the track record of its method and horizon.
select
  forecasts.vintage,
  forecasts.metric,
  forecasts.target,
  forecasts.target_date,
  forecasts.method,
  forecasts.origin,
  forecasts.paths_start,
  forecasts.known_to,
  forecasts.p10,
  forecasts.p25,
  forecasts.p50,
  forecasts.p75,
  forecasts.p90,
  forecasts.real_time_horizon_months,
  forecasts.real_time_n,
  forecasts.real_time_windows,
  forecasts.real_time_bias,
  forecasts.real_time_crps,
  forecasts.real_time_coverage80,
  -- At most three non-overlapping windows are not evidence.
  coalesce(forecasts.real_time_windows > 3, false) as real_time_is_evidence,
  forecasts.backtest_horizon_months,
  forecasts.backtest_n,
  forecasts.backtest_windows,
  forecasts.backtest_bias,
  forecasts.backtest_crps,
  forecasts.backtest_coverage80,
  coalesce(forecasts.backtest_windows > 3, false) as backtest_is_evidence,
  forecasts.run_id
from {{ source('compute_trends', 'forecasts') }} as forecasts
join {{ ref('as_of') }} as newest on newest.vintage = forecasts.vintage and newest.newest_until is null
where forecasts.is_default and forecasts.scenario = 'continue'
