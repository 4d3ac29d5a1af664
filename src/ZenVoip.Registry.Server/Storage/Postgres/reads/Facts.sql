-- Everything that decisions about these digests and ids need, from one snapshot: it must stay one statement.
-- Both lists are as long as the question, with null where there is nothing to look for: a row's first column is the place
-- of its key, from 0.
-- "offset 0" (or a limit) keeps each look-up one walk of an index per key: joined freely, the planner reads
-- whole tables as long as it knows nothing of them, and after a bulk load that may take minutes.
with person as materialized (
    select asked.place, l.subject_id, l.number as link
    from unnest(@digests) with ordinality as asked (key, place)
    -- As many as may be read: whoever gets more than may be knows that they are not all.
    cross join lateral (
        select subject_id, number from identifier_link
        where digest = asked.key and unlinked_at is null
        limit @people) l
    union all
    select asked.place, s.id, null
    from unnest(@ids) with ordinality as asked (key, place)
    cross join lateral (select id from subject where id = asked.key offset 0) s
), address as materialized (
    select p.place, l.digest, l.subject_id, l.number as link
    from (select distinct place, subject_id from person) p
    cross join lateral (
        select digest, subject_id, number, unlinked_at from identifier_link
        where subject_id = p.subject_id
        offset 0) l
    -- Outside of the look-up: inside, it brings in the index of all open links.
    where l.unlinked_at is null
    union all
    select asked.place, asked.key, null, null
    from unnest(@digests) with ordinality as asked (key, place)
    where asked.key is not null and not exists (select from person p where p.place = asked.place)
), said as materialized (
    -- Of a digest that very many have said the same by, each thing said comes once, and is looked for once: not for
    -- each of the people who share it.
    select d.digest, o.controller, o.purpose, o.channel, o.source, max(o.at) as at
    from (select distinct digest from address) d
    cross join lateral (
        select controller, purpose, channel, source, at from opt_out
        where digest = d.digest and lifted_at is null
        offset 0) o
    group by d.digest, o.controller, o.purpose, o.channel, o.source
)
select p.place::int - 1, p.subject_id, p.link, s.version, s.profile,
    null as controller, null as purpose, null as channel, null as source, null::timestamptz as at
from person p
left join lateral (select version, profile from subject where id = p.subject_id offset 0) s on true
union all
select a.place::int - 1, a.subject_id, a.link, null, null, s.controller, s.purpose, s.channel, s.source, s.at
from address a
join said s on s.digest = a.digest
