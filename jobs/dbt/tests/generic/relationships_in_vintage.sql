{# Values that the field of another table does not have in the same vintage. #}
{% test relationships_in_vintage(model, column_name, to, field) %}
select child.vintage, child.{{ column_name }}
from {{ model }} as child
where child.{{ column_name }} is not null
  and not exists (
    select 1
    from {{ to }} as parent
    where parent.vintage = child.vintage and parent.{{ field }} = child.{{ column_name }}
  )
{% endtest %}
