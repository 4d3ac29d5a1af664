-- min-program-version: 1

-- Instants are fixed-width UTC text with microseconds, so that text order is time order.

-- Orleans' grain states. A subject's payload is sealed; it is deleted, never emptied.
-- document holds what a write says only while its triggers fan it out.
create table grain_state (
    grain_id_ext text not null,
    service_id text not null,
    grain_type text not null,
    grain_id_n0 integer not null,
    grain_id_n1 integer not null,
    grain_id_hash integer not null,
    grain_type_hash integer not null,
    version integer not null,
    payload blob,
    document text,
    primary key (grain_id_ext, service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_hash, grain_type_hash),
    constraint grain_state_subject_is_whole check (grain_type <> 'subject' or payload is not null)
);

-- What queries and decisions read of a subject. Nothing in it identifies.
create table subject (
    id text not null primary key,
    version integer not null,
    kind text not null,
    status text not null,
    jurisdiction text,
    registered_at text not null check (registered_at glob '????-??-??T??:??:??.??????Z'),
    next_due text check (next_due glob '????-??-??T??:??:??.??????Z'),
    profile text not null,
    journal_seal blob not null
);

create index subject_by_kind on subject (kind, id);
create index subject_by_status on subject (status, id);
create index subject_by_jurisdiction on subject (jurisdiction, id);
create index subject_due on subject (next_due, id) where next_due is not null;

-- To which controllers people stand in an open relationship, of whichever kind.
create table relationship (
    subject_id text not null,
    controller text not null,
    primary key (subject_id, controller)
) without rowid;

create index relationship_by_controller on relationship (controller, subject_id);

create table journal (
    subject_id text not null,
    sequence integer not null,
    at text not null check (at glob '????-??-??T??:??:??.??????Z'),
    body blob not null,
    link blob not null,
    primary key (subject_id, sequence)
);

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

-- The intervals in which subjects hold identifiers, by keyed digest.
create table identifier_link (
    subject_id text not null,
    number integer not null,
    digest text not null,
    type text not null,
    exclusive integer not null check (exclusive in (0, 1)),
    linked_at text not null check (linked_at glob '????-??-??T??:??:??.??????Z'),
    unlinked_at text check (unlinked_at glob '????-??-??T??:??:??.??????Z'),
    primary key (subject_id, number)
) without rowid;

create unique index identifier_link_owner on identifier_link (digest) where unlinked_at is null and exclusive;
create index identifier_link_open on identifier_link (digest) where unlinked_at is null;

-- Who held an identifier before: a yes of that time is not the present holder's.
create index identifier_link_past on identifier_link (digest) where unlinked_at is not null;

-- Opt-outs that stay with an identifier, whoever holds it.
create table opt_out (
    subject_id text not null,
    number integer not null,
    digest text not null,
    controller text not null,
    purpose text,
    channel text,
    source text not null,
    at text not null check (at glob '????-??-??T??:??:??.??????Z'),
    lifted_at text check (lifted_at glob '????-??-??T??:??:??.??????Z'),
    primary key (subject_id, number)
) without rowid;

create index opt_out_standing on opt_out (digest) where lifted_at is null;

-- The first answer to every operation id, kept to be replayed.
create table operation (
    key text not null primary key,
    fingerprint text not null,
    subject_id text,
    version integer not null,
    refusal text,
    at text not null check (at glob '????-??-??T??:??:??.??????Z')
) without rowid;

create index operation_age on operation (at);

-- What holder systems are asked for, by the ids that they are given: to delete (DELETE), or a task. Nothing in it
-- identifies. position grows in the order in which a subject's work was issued; delivered is set by whoever told the
-- holder by webhook.
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
    delivered integer not null default 0 check (delivered in (0, 1)),
    position integer not null
) without rowid;

create index holder_work_of_subject on holder_work (subject_id, id);
create index holder_work_of_system on holder_work (system, id);
create index holder_work_by_system on holder_work (system, status, id);
create index holder_work_by_status on holder_work (status, id);
create index holder_work_open on holder_work (system, subject_id, position)
    where status in ('ISSUED', 'DELIVERED', 'FAILED');

-- The systems that hold personal data. categories is a JSON array of codes, confirm_within whole seconds; notices: it is
-- told of warnings before deadlines and of escalations after them.
create table holder_system (
    name text not null primary key,
    categories text not null check (json_valid(categories)),
    webhook_url text,
    confirm_within integer not null check (confirm_within > 0),
    notices integer not null default 0 check (notices in (0, 1)),
    registered_at text not null check (registered_at glob '????-??-??T??:??:??.??????Z')
) without rowid;

-- The signing secrets of holder systems, by number: the newest signs, and those before it until they end. The secret
-- itself is derived from the data key "<system>#<number>" in the key store.
create table holder_secret (
    system text not null,
    number integer not null,
    created_at text not null check (created_at glob '????-??-??T??:??:??.??????Z'),
    ends_at text check (ends_at glob '????-??-??T??:??:??.??????Z'),
    primary key (system, number)
) without rowid;

-- What became of telling a holder of an order or a task by webhook. Without a row it was never tried; the row goes when
-- the work is settled. attempts counts since it was issued or replayed.
create table delivery (
    work_id text not null primary key,
    attempts integer not null,
    outcome text not null,
    attempted_at text not null check (attempted_at glob '????-??-??T??:??:??.??????Z'),
    next_at text not null check (next_at glob '????-??-??T??:??:??.??????Z'),
    delivered_at text check (delivered_at glob '????-??-??T??:??:??.??????Z'),
    dead_at text check (dead_at glob '????-??-??T??:??:??.??????Z')
) without rowid;

create index delivery_dead on delivery (work_id) where dead_at is not null;

-- What may still have to be delivered, the oldest first.
create index holder_work_undelivered on holder_work (system, issued_at, id)
    where status in ('ISSUED', 'FAILED') and not delivered;

-- What systems are still to be told of: one row for each notice and each system that asked for notices, and one for the
-- system whose order or task is taken back, until it is delivered. about is the id of a rights request, an order or a
-- task. position grows in the order in which it happened to a subject. Nothing in it identifies.
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

-- Rights requests, for the queue: as long as their records are kept. Nothing in it identifies. due_at is the first
-- instant that is late, by the regime named; while it stands, that waits for the person, and no answer is late.
create table rights_request (
    id text not null primary key,
    subject_id text not null,
    type text not null,
    status text not null,
    controller text not null,
    regime text not null,
    received_at text not null check (received_at glob '????-??-??T??:??:??.??????Z'),
    due_at text not null check (due_at glob '????-??-??T??:??:??.??????Z'),
    stands integer not null check (stands in (0, 1)),
    closed_at text check (closed_at glob '????-??-??T??:??:??.??????Z')
) without rowid;

create index rights_request_of_subject on rights_request (subject_id, id);
create index rights_request_by_due on rights_request (due_at, id);
create index rights_request_by_status on rights_request (status, due_at, id);
create index rights_request_by_type on rights_request (type, due_at, id);
create index rights_request_by_controller on rights_request (controller, due_at, id);
create index rights_request_open on rights_request (due_at, id) where closed_at is null;

-- With which digest key the registry was first started: under another one everybody in it would be unknown.
create table key_check (
    name text not null primary key,
    value blob not null
) strict, without rowid;

-- autoincrement never gives a version twice: Orleans compares versions only, and a reminder that is deleted and made
-- again must not look like the old one.
create table reminder (
    version integer not null primary key autoincrement,
    service_id text not null,
    grain_id text not null,
    name text not null,
    start_time text not null check (start_time glob '????-??-??T??:??:??.??????Z'),
    period integer not null,
    grain_hash integer not null,
    unique (service_id, grain_id, name)
);

-- The ranges of reminders are read from this index alone.
create index reminder_ring on reminder (service_id, grain_hash, start_time, grain_id, name, period);

-- How many seconds the reminders' clock runs ahead; moved by tests only.
create table registry_clock (
    id integer not null primary key check (id = 1),
    ahead real not null
);

insert into registry_clock (id, ahead) values (1, 0);

-- The first write and every later one say the same things: both triggers hand the document to the view's trigger.
create view subject_write as select grain_id_ext as subject_id, document from grain_state;

create trigger grain_state_inserted after insert on grain_state when new.document is not null
begin
    insert into subject_write (subject_id, document) values (new.grain_id_ext, new.document);
    update grain_state set document = null where rowid = new.rowid;
end;

create trigger grain_state_updated after update of document on grain_state when new.document is not null
begin
    insert into subject_write (subject_id, document) values (new.grain_id_ext, new.document);
    update grain_state set document = null where rowid = new.rowid;
end;

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

    insert into relationship (subject_id, controller)
    select new.subject_id, value from json_each(new.document, '$.relationships') where true
    on conflict do nothing;

    delete from relationship
    where subject_id = new.subject_id
        and controller in (select value from json_each(new.document, '$.endedRelationships'));

    insert into journal (subject_id, sequence, at, body, link)
    select new.subject_id, value ->> 'sequence', value ->> 'at', unhex(value ->> 'body'), unhex(value ->> 'link')
    from json_each(new.document, '$.journal');

    insert into feed (subject_id, sequence, name, ref, at)
    select new.subject_id, value ->> 'sequence', value ->> 'name', value ->> 'ref', value ->> 'at'
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
        id, subject_id, type, status, controller, regime, received_at, due_at, stands, closed_at)
    select value ->> 'id', new.subject_id, value ->> 'type', value ->> 'status', value ->> 'controller',
        value ->> 'regime', value ->> 'receivedAt', value ->> 'dueAt', value ->> 'stands', value ->> 'closedAt'
    from json_each(new.document, '$.requests') where true
    on conflict (id) do update set
        status = excluded.status, regime = excluded.regime, due_at = excluded.due_at, stands = excluded.stands,
        closed_at = excluded.closed_at
    where subject_id = excluded.subject_id;

    delete from rights_request
    where subject_id = new.subject_id and id in (select value from json_each(new.document, '$.droppedRequests'));

    insert into notice (id, subject_id, system, type, kind, about, issued_at, position)
    select (value ->> 'id') || '_' || s.name, new.subject_id, s.name, value ->> 'type', value ->> 'kind',
        value ->> 'about', value ->> 'issuedAt', value ->> 'position'
    from json_each(new.document, '$.notices') join holder_system s
        on case when value ->> 'system' is null then s.notices
            else s.name = value ->> 'system' and s.webhook_url is not null end;

    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o ->> 'key', o ->> 'fingerprint', o ->> 'subjectId', o ->> 'version', o ->> 'refusal', o ->> 'at'
    from (select new.document -> '$.operation' as o) where o is not null;
end;
