-- Everything that decisions about these digests and ids need, from one snapshot: it must stay one statement.
-- Both lists are as long as the question, with null where there is nothing to look for: a row's first column is the place
-- of its key, from 0.
with person as (
    select asked.place, l.subject_id, l.number as link
    from (select key as place, value as key from json_each(@digests)) as asked
    -- As many as may be read; the index has them in the order of their ids.
    join identifier_link l on l.digest = asked.key and l.unlinked_at is null and l.subject_id <= coalesce((
        select subject_id from identifier_link
        where digest = asked.key and unlinked_at is null
        order by subject_id limit 1 offset @people - 1), char(0x10ffff))
    union all
    select asked.place, s.id, null
    from (select key as place, value as key from json_each(@ids)) as asked
    join subject s on s.id = asked.key
), address as (
    select p.place, l.digest, l.subject_id, l.number as link
    from (select distinct place, subject_id from person) p
    join identifier_link l on l.subject_id = p.subject_id and l.unlinked_at is null
    union all
    select asked.place, asked.key, null, null
    from (select key as place, value as key from json_each(@digests)) as asked
    where asked.key is not null and not exists (select 1 from person p where p.place = asked.place)
), said as materialized (
    -- Of a digest that very many have said the same by, each thing said comes once, and is looked for once: not for
    -- each of the people who share it.
    select o.digest, o.controller, o.purpose, o.channel, o.source, max(o.at) as at
    from (select distinct digest from address) d
    join opt_out o on o.digest = d.digest and o.lifted_at is null
    group by o.digest, o.controller, o.purpose, o.channel, o.source
)
select p.place, p.subject_id, p.link, s.version, s.profile,
    null as controller, null as purpose, null as channel, null as source, null as at
from person p
left join subject s on s.id = p.subject_id
union all
select a.place, a.subject_id, a.link, null, null, s.controller, s.purpose, s.channel, s.source, s.at
from address a
join said s on s.digest = a.digest
