-- Published claims beside our numbers: on the vintage of the claim's day (then) and on the newest. Only the newest run's rows.
-- A claim that is older than every vintage has assessment_then = 'not testable'.
select
  claims.vintage,
  claims.claim_id,
  claims.source,
  claims.published_on,
  claims.quantity,
  claims.metric,
  claims.cohort,
  claims.relation,
  claims.published_value,
  claims.published_low,
  claims.published_high,
  claims.vintage_then,
  claims.ours_then,
  claims.assessment_then,
  claims.ours_newest,
  claims.ours_newest_low,
  claims.ours_newest_high,
  claims.basis_newest,
  claims.ratio_newest,
  claims.assessment_newest,
  claims.assessment_then <> claims.assessment_newest as assessment_changed,
  claims.reason,
  claims.note,
  claims.run_id
from {{ source('compute_trends', 'claims') }} as claims
join {{ ref('as_of') }} as newest on newest.vintage = claims.vintage and newest.newest_until is null
