-- min-program-version: 1

-- Whether a system is told of warnings before deadlines and of escalations after them.
alter table holder_system add column notices integer not null default 0 check (notices in (0, 1));

-- What such systems are still to be told of: one row for each and each of them, until it is delivered. about is the id
-- of a rights request, an order or a task. position grows in the order in which it happened to a subject. Nothing in it
-- identifies.
create table notice (
    id text not null primary key,
    subject_id text not null,
    system text not null,
    type text not null,
    kind text not null,
    about text not null,
    issued_at text not null check (issued_at glob '????-??-??T??:??:??.??????Z'),
    position integer not null
) without rowid;

create index notice_by_system on notice (system, issued_at, id);
create index notice_of_subject on notice (system, subject_id, position);

-- Whoever has retained data is woken every week from now on: those that sleep, too.
update subject set next_due = retained.review
from (
    select subject_id, strftime('%Y-%m-%dT%H:%M:%S.000000Z', min(settled_at), '+7 days') as review from holder_work
    where status = 'RETAINED' group by subject_id) retained
where subject.id = retained.subject_id and (next_due is null or next_due > retained.review);

drop trigger subject_written;

create trigger subject_written instead of insert on subject_write
begin
    insert into subject (
        id, version, kind, status, jurisdiction, registered_at, next_due, profile, journal_seal)
    select case when s ->> 'id' = new.subject_id then new.subject_id end,
        s ->> 'version', s ->> 'kind', s ->> 'status', s ->> 'jurisdiction', s ->> 'registeredAt', s ->> 'nextDue',
        s ->> 'profile', unhex(s ->> 'journalSeal')
    from (select new.document -> '$.subject' as s) where true
    on conflict (id) do update set
        version = excluded.version, kind = excluded.kind, status = excluded.status,
        jurisdiction = excluded.jurisdiction, registered_at = excluded.registered_at, next_due = excluded.next_due,
        profile = excluded.profile, journal_seal = excluded.journal_seal;

    insert into journal (subject_id, sequence, at, body, link)
    select new.subject_id, value ->> 'sequence', value ->> 'at', unhex(value ->> 'body'), unhex(value ->> 'link')
    from json_each(new.document, '$.journal');

    -- An older program says no names.
    insert into feed (subject_id, sequence, name, ref, at)
    select new.subject_id, value ->> 'sequence', coalesce(value ->> 'name', 'unknown'), value ->> 'ref', value ->> 'at'
    from json_each(new.document, '$.journal') where true
    order by value ->> 'sequence';

    insert into identifier_link (subject_id, number, digest, type, exclusive, linked_at, unlinked_at)
    select new.subject_id, value ->> 'number', value ->> 'digest', value ->> 'type', value ->> 'exclusive',
        value ->> 'linkedAt', value ->> 'unlinkedAt'
    from json_each(new.document, '$.links') where true
    on conflict (subject_id, number) do update set unlinked_at = excluded.unlinked_at;

    insert into opt_out (subject_id, number, digest, controller, purpose, channel, source, at, lifted_at)
    select new.subject_id, value ->> 'number', value ->> 'digest', value ->> 'controller', value ->> 'purpose',
        value ->> 'channel', value ->> 'source', value ->> 'at', value ->> 'liftedAt'
    from json_each(new.document, '$.optOuts') where true
    on conflict (subject_id, number) do update set at = excluded.at, lifted_at = excluded.lifted_at;

    insert into holder_work (
        id, subject_id, kind, system, controller, category, status, issued_at, due_at, settled_at, position)
    select value ->> 'id', new.subject_id, value ->> 'kind', value ->> 'system', value ->> 'controller',
        value ->> 'category', value ->> 'status', value ->> 'issuedAt', value ->> 'dueAt', value ->> 'settledAt',
        value ->> 'position'
    from json_each(new.document, '$.work') where true
    on conflict (id) do update set status = excluded.status, settled_at = excluded.settled_at
    where subject_id = excluded.subject_id;

    insert into rights_request (
        id, subject_id, type, status, controller, regime, received_at, due_at, closed_at)
    select value ->> 'id', new.subject_id, value ->> 'type', value ->> 'status', value ->> 'controller',
        value ->> 'regime', value ->> 'receivedAt', value ->> 'dueAt', value ->> 'closedAt'
    from json_each(new.document, '$.requests') where true
    on conflict (id) do update set
        status = excluded.status, regime = excluded.regime, due_at = excluded.due_at, closed_at = excluded.closed_at
    where subject_id = excluded.subject_id;

    delete from rights_request
    where subject_id = new.subject_id and id in (select value from json_each(new.document, '$.droppedRequests'));

    insert into notice (id, subject_id, system, type, kind, about, issued_at, position)
    select (value ->> 'id') || '_' || s.name, new.subject_id, s.name, value ->> 'type', value ->> 'kind',
        value ->> 'about', value ->> 'issuedAt', value ->> 'position'
    from json_each(new.document, '$.notices'), holder_system s
    where s.notices;

    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o ->> 'key', o ->> 'fingerprint', o ->> 'subjectId', o ->> 'version', o ->> 'refusal', o ->> 'at'
    from (select new.document -> '$.operation' as o) where o is not null;
end;
