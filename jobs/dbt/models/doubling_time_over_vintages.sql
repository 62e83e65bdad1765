-- The newest run fits every vintage by the same rules, so that steps come from the data and not from the program.
select
  history.vintage,
  history.metric,
  history.cohort,
  history.era,
  history.values_vintage,
  history.scope,
  history.seam,
  history.status,
  history.n,
  history.doubling_time_months,
  history.doubling_time_ci95_low,
  history.doubling_time_ci95_high,
  history.doubling_time_months - lag(history.doubling_time_months) over (
    partition by history.metric, history.cohort, history.era
    order by history.values_vintage
  ) as change_months,
  history.run_id
from {{ source('compute_trends', 'trend_history') }} as history
join {{ ref('as_of') }} as newest on newest.vintage = history.vintage and newest.newest_until is null
where history.variant = 'baseline'
