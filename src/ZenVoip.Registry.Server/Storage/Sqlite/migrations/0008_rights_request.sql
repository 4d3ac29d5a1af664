-- min-program-version: 1

-- Rights requests, for the queue: as long as their records are kept. Nothing in it identifies. due_at is the first
-- instant that is late, by the regime named.
create table rights_request (
    id text not null primary key,
    subject_id text not null,
    type text not null,
    status text not null,
    controller text not null,
    regime text not null,
    received_at text not null check (received_at glob '????-??-??T??:??:??.??????Z'),
    due_at text not null check (due_at glob '????-??-??T??:??:??.??????Z'),
    closed_at text check (closed_at glob '????-??-??T??:??:??.??????Z')
) without rowid;

create index rights_request_of_subject on rights_request (subject_id, id);
create index rights_request_by_due on rights_request (due_at, id);
create index rights_request_by_status on rights_request (status, due_at, id);
create index rights_request_by_type on rights_request (type, due_at, id);
create index rights_request_by_controller on rights_request (controller, due_at, id);
create index rights_request_open on rights_request (due_at, id) where closed_at is null;

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

    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o ->> 'key', o ->> 'fingerprint', o ->> 'subjectId', o ->> 'version', o ->> 'refusal', o ->> 'at'
    from (select new.document -> '$.operation' as o) where o is not null;
end;
