{# The rows of a table, of the newest vintage on a day, such as "date '2025-06-30'". #}
{% macro rows_as_of(relation, day) %}
(
  select known.*
  from {{ relation }} as known
  join {{ ref('as_of') }} as vintages on vintages.vintage = known.vintage
  where vintages.newest_from <= {{ day }}
    and (vintages.newest_until is null or {{ day }} < vintages.newest_until)
)
{% endmacro %}
