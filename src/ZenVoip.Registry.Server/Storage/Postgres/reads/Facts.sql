-- Everything that decisions about these digests and ids need, from one snapshot: it must stay one statement.
with person as (
    select asked.key, l.subject_id, l.number as link
    from unnest(@digests) as asked (key)
    join identifier_link l on l.digest = asked.key and l.unlinked_at is null
    union all
    select s.id, s.id, null
    from unnest(@ids) as asked (key)
    join subject s on s.id = asked.key
), address as (
    select p.key, l.digest, l.subject_id, l.number as link
    from (select distinct key, subject_id from person) p
    join identifier_link l on l.subject_id = p.subject_id and l.unlinked_at is null
    union all
    select asked.key, asked.key, null, null
    from unnest(@digests) as asked (key)
    where not exists (select from person p where p.key = asked.key)
)
select p.key, p.subject_id, p.link, s.version, s.profile,
    null as controller, null as purpose, null as channel, null as source, null::timestamptz as at
from person p
left join subject s on s.id = p.subject_id
union all
select a.key, a.subject_id, a.link, null, null, o.controller, o.purpose, o.channel, o.source, o.at
from address a
join opt_out o on o.digest = a.digest and o.lifted_at is null
