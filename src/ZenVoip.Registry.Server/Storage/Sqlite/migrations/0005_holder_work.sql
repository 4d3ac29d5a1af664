-- min-program-version: 1

-- What holder systems are asked for, by the ids that they are given: to delete (DELETE), or a task. Nothing in it
-- identifies. position grows in the order in which a subject's work was issued.
create table holder_work (
    id text not null primary key,
    subject_id text not null,
    kind text not null,
    system text not null,
    controller text not null,
    category text,
    status text not null,
    issued_at text not null check (issued_at glob '????-??-??T??:??:??.??????Z'),
    due_at text not null check (due_at glob '????-??-??T??:??:??.??????Z'),
    settled_at text check (settled_at glob '????-??-??T??:??:??.??????Z'),
    position integer not null
) without rowid;

create index holder_work_of_subject on holder_work (subject_id, id);
create index holder_work_by_system on holder_work (system, status, id);
create index holder_work_by_status on holder_work (status, id);
create index holder_work_open on holder_work (system, subject_id, position)
    where status in ('ISSUED', 'DELIVERED', 'FAILED');

-- The systems that hold personal data. categories is a JSON array of codes, confirm_within whole seconds.
create table holder_system (
    name text not null primary key,
    categories text not null check (json_valid(categories)),
    webhook_url text,
    confirm_within integer not null check (confirm_within > 0),
    registered_at text not null check (registered_at glob '????-??-??T??:??:??.??????Z')
) without rowid;

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

    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o ->> 'key', o ->> 'fingerprint', o ->> 'subjectId', o ->> 'version', o ->> 'refusal', o ->> 'at'
    from (select new.document -> '$.operation' as o) where o is not null;
end;
