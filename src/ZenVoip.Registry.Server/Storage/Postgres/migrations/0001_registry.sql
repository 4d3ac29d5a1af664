-- min-program-version: 1

-- Orleans' grain states. A subject's payload is sealed; it is deleted, never emptied.
create table grain_state (
    grain_id_ext text collate "C" not null,
    service_id text collate "C" not null,
    grain_type text collate "C" not null,
    grain_id_n0 bigint not null,
    grain_id_n1 bigint not null,
    grain_id_hash int not null,
    grain_type_hash int not null,
    version int not null,
    payload bytea,
    constraint grain_state_pkey
        primary key (grain_id_ext, service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_hash, grain_type_hash),
    constraint grain_state_subject_is_whole check (grain_type <> 'subject' or payload is not null)
) with (fillfactor = 80);

-- What queries and decisions read of a subject. Nothing in it identifies.
create table subject (
    id text collate "C" not null,
    version int not null,
    kind text collate "C" not null,
    status text collate "C" not null,
    jurisdiction text collate "C",
    registered_at timestamptz not null,
    next_due timestamptz,
    profile text not null,
    journal_seal bytea not null,
    constraint subject_pkey primary key (id)
) with (fillfactor = 80);

create index subject_by_kind on subject (kind, id);
create index subject_by_status on subject (status, id);
create index subject_by_jurisdiction on subject (jurisdiction, id);
create index subject_due on subject (next_due, id) where next_due is not null;

-- A sample of a table may meet one kind, status or country only; then a search for a rare one would read everybody.
alter table subject
    alter column kind set (n_distinct = 4),
    alter column status set (n_distinct = 4),
    alter column jurisdiction set (n_distinct = 20);

-- To which controllers people stand in an open relationship, of whichever kind.
create table relationship (
    subject_id text collate "C" not null,
    controller text collate "C" not null,
    constraint relationship_pkey primary key (subject_id, controller)
);

create index relationship_by_controller on relationship (controller, subject_id);

create table journal (
    subject_id text collate "C" not null,
    sequence int not null,
    at timestamptz not null,
    body bytea not null,
    link bytea not null,
    constraint journal_pkey primary key (subject_id, sequence)
);

-- What happened, in one order for all: one row for each journal entry. Nothing in it identifies. A position is given
-- by one sequencer, to committed rows only, without a gap; readers see rows that have one. Kept as long as the journal.
create table feed (
    id bigint generated always as identity,
    subject_id text collate "C" not null,
    sequence int not null,
    name text collate "C" not null,
    ref text collate "C",
    at timestamptz not null,
    position bigint,
    constraint feed_pkey primary key (subject_id, sequence),
    constraint feed_position unique (position)
);

create index feed_waiting on feed (id) where position is null;

-- The last position that was given, also if its row should be gone. Whoever holds this row's lock is the sequencer.
create table feed_head (
    id int not null,
    position bigint not null,
    constraint feed_head_pkey primary key (id),
    constraint feed_head_is_one check (id = 1)
);

insert into feed_head (id, position) values (1, 0);

-- The intervals in which subjects hold identifiers, by keyed digest.
create table identifier_link (
    subject_id text collate "C" not null,
    number int not null,
    digest text collate "C" not null,
    type text collate "C" not null,
    exclusive boolean not null,
    linked_at timestamptz not null,
    unlinked_at timestamptz,
    constraint identifier_link_pkey primary key (subject_id, number)
);

create unique index identifier_link_owner on identifier_link (digest) where unlinked_at is null and exclusive;
create index identifier_link_open on identifier_link (digest) where unlinked_at is null;

-- Who held an identifier before: a yes of that time is not the present holder's.
create index identifier_link_past on identifier_link (digest) where unlinked_at is not null;

-- Opt-outs that stay with an identifier, whoever holds it.
create table opt_out (
    subject_id text collate "C" not null,
    number int not null,
    digest text collate "C" not null,
    controller text collate "C" not null,
    purpose text collate "C",
    channel text collate "C",
    source text collate "C" not null,
    at timestamptz not null,
    lifted_at timestamptz,
    constraint opt_out_pkey primary key (subject_id, number)
);

create index opt_out_standing on opt_out (digest) where lifted_at is null;

-- The first answer to every operation id, kept to be replayed.
create table operation (
    key text collate "C" not null,
    fingerprint text collate "C" not null,
    subject_id text collate "C",
    version int not null,
    refusal text,
    at timestamptz not null,
    constraint operation_pkey primary key (key)
);

create index operation_age on operation (at);

-- What holder systems are asked for, by the ids that they are given: to delete (DELETE), or a task. Nothing in it
-- identifies. position grows in the order in which a subject's work was issued; delivered is set by whoever told the
-- holder by webhook.
create table holder_work (
    id text collate "C" not null,
    subject_id text collate "C" not null,
    kind text collate "C" not null,
    system text collate "C" not null,
    controller text collate "C" not null,
    category text collate "C",
    status text collate "C" not null,
    issued_at timestamptz not null,
    due_at timestamptz not null,
    settled_at timestamptz,
    delivered boolean not null default false,
    position bigint not null,
    constraint holder_work_pkey primary key (id)
);

create index holder_work_of_subject on holder_work (subject_id, id);
create index holder_work_of_system on holder_work (system, id);
create index holder_work_by_system on holder_work (system, status, id);
create index holder_work_by_status on holder_work (status, id);
create index holder_work_open on holder_work (system, subject_id, position)
    where status in ('ISSUED', 'DELIVERED', 'FAILED');

-- The systems that hold personal data. categories is a JSON array of codes, confirm_within whole seconds; notices: it is
-- told of warnings before deadlines and of escalations after them.
create table holder_system (
    name text collate "C" not null,
    categories json not null,
    webhook_url text,
    confirm_within bigint not null,
    notices boolean not null default false,
    registered_at timestamptz not null,
    constraint holder_system_pkey primary key (name),
    constraint holder_system_confirms check (confirm_within > 0)
);

-- The signing secrets of holder systems, by number: the newest signs, and those before it until they end. The secret
-- itself is derived from the data key "<system>#<number>" in the key store.
create table holder_secret (
    system text collate "C" not null,
    number int not null,
    created_at timestamptz not null,
    ends_at timestamptz,
    constraint holder_secret_pkey primary key (system, number)
);

-- What became of telling a holder of an order or a task by webhook. Without a row it was never tried; the row goes when
-- the work is settled. attempts counts since it was issued or replayed.
create table delivery (
    work_id text collate "C" not null,
    attempts int not null,
    outcome text collate "C" not null,
    attempted_at timestamptz not null,
    next_at timestamptz not null,
    delivered_at timestamptz,
    dead_at timestamptz,
    constraint delivery_pkey primary key (work_id)
) with (fillfactor = 80);

create index delivery_dead on delivery (work_id) where dead_at is not null;

-- What may still have to be delivered, the oldest first.
create index holder_work_undelivered on holder_work (system, issued_at, id)
    where status in ('ISSUED', 'FAILED') and not delivered;

-- What systems are still to be told of: one row for each notice and each system that asked for notices, and one for the
-- system whose order or task is taken back, until it is delivered. about is the id of a rights request, an order or a
-- task. position grows in the order in which it happened to a subject. Nothing in it identifies.
create table notice (
    id text collate "C" not null,
    subject_id text collate "C" not null,
    system text collate "C" not null,
    type text collate "C" not null,
    kind text collate "C" not null,
    about text collate "C" not null,
    issued_at timestamptz not null,
    position int not null,
    constraint notice_pkey primary key (id)
);

create index notice_by_system on notice (system, issued_at, id);
create index notice_of_subject on notice (system, subject_id, position);

-- Rights requests, for the queue: as long as their records are kept. Nothing in it identifies. due_at is the first
-- instant that is late, by the regime named; while it stands, that waits for the person, and no answer is late.
create table rights_request (
    id text collate "C" not null,
    subject_id text collate "C" not null,
    type text collate "C" not null,
    status text collate "C" not null,
    controller text collate "C" not null,
    regime text collate "C" not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    stands boolean not null,
    closed_at timestamptz,
    constraint rights_request_pkey primary key (id)
);

create index rights_request_of_subject on rights_request (subject_id, id);
create index rights_request_by_due on rights_request (due_at, id);
create index rights_request_by_status on rights_request (status, due_at, id);
create index rights_request_by_type on rights_request (type, due_at, id);
create index rights_request_by_controller on rights_request (controller, due_at, id);
create index rights_request_open on rights_request (due_at, id) where closed_at is null;

-- With which digest key the registry was first started: under another one everybody in it would be unknown.
create table key_check (
    name text collate "C" not null,
    value bytea not null,
    constraint key_check_pkey primary key (name)
);

-- A reminder's version comes from a sequence: Orleans compares versions only, and a reminder that is deleted and
-- made again must not look like the old one.
create sequence reminder_version as int minvalue 1 cycle;

create table reminder (
    service_id text collate "C" not null,
    grain_id text collate "C" not null,
    name text collate "C" not null,
    start_time timestamptz not null,
    period bigint not null,
    grain_hash int not null,
    version int not null,
    constraint reminder_pkey primary key (service_id, grain_id, name)
);

create index reminder_ring on reminder (service_id, grain_hash) include (start_time, grain_id, name, period, version);
-- The range that goes over the end of the ring is read from this index alone, as the others are from reminder_ring.
create index reminder_due on reminder (service_id, start_time) include (grain_hash, grain_id, name, period, version);

create table membership_version (
    deployment_id text collate "C" not null,
    version int not null,
    constraint membership_version_pkey primary key (deployment_id)
);

create table membership (
    deployment_id text collate "C" not null,
    address text collate "C" not null,
    port int not null,
    generation int not null,
    silo_name text not null,
    host_name text not null,
    status int not null,
    proxy_port int,
    suspect_times text,
    start_time timestamptz not null,
    i_am_alive_time timestamptz not null,
    constraint membership_pkey primary key (deployment_id, address, port, generation)
);

-- How far the reminders' clock runs ahead; moved by tests only.
create table registry_clock (
    id int not null,
    ahead interval not null,
    constraint registry_clock_pkey primary key (id),
    constraint registry_clock_is_one check (id = 1)
);

insert into registry_clock (id, ahead) values (1, '0');
