-- Tables contain several vintages; a day, or an instant of publication, selects one. Ends of spans are exclusive.
select
  vintage,
  run_id,
  vintage as newest_from,
  lead(vintage) over (order by vintage) as newest_until,
  finished as published_from,
  -- A vintage published after a newer one was never the newest: its span is then empty.
  min(finished) over (order by vintage rows between 1 following and unbounded following) as published_until
from {{ source('compute_trends', 'runs') }}
