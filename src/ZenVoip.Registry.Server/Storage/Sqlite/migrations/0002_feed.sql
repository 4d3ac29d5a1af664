-- min-program-version: 1

-- What happened, in one order for all: one row for each journal entry. Nothing in it identifies. There is one writer
-- at a time and autoincrement takes back what is rolled back: positions are given in the order of commits, without a
-- gap and never twice. Kept as long as the journal.
create table feed (
    position integer not null primary key autoincrement,
    subject_id text not null,
    sequence integer not null,
    name text not null,
    ref text,
    at text not null check (at glob '????-??-??T??:??:??.??????Z'),
    unique (subject_id, sequence)
);

-- Nobody wrote down then what the entries of before are called.
insert into feed (subject_id, sequence, name, at)
select subject_id, sequence, 'unknown', at from journal order by at, subject_id, sequence;

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

    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o ->> 'key', o ->> 'fingerprint', o ->> 'subjectId', o ->> 'version', o ->> 'refusal', o ->> 'at'
    from (select new.document -> '$.operation' as o) where o is not null;
end;
