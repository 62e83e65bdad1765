{# Values missing from another table's field in the same vintage. #}
{% test relationships_in_vintage(model, column_name, to, field) %}
with child as (
  select vintage, {{ column_name }} as from_field
  from {{ model }}
  where {{ column_name }} is not null
)
select vintage, from_field
from child
where not exists (
  select 1
  from {{ to }} as parent
  where parent.vintage = child.vintage and parent.{{ field }} = child.from_field
)
{% endtest %}
