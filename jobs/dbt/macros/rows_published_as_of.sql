{# The rows of a table, of the newest vintage that had been published at an instant, such as "timestamp '2025-06-30 12:00'". #}
{% macro rows_published_as_of(relation, instant) %}
(
  select known.*
  from {{ relation }} as known
  join {{ ref('as_of') }} as vintages on vintages.vintage = known.vintage
  where vintages.published_from <= {{ instant }}
    and (vintages.published_until is null or {{ instant }} < vintages.published_until)
)
{% endmacro %}
