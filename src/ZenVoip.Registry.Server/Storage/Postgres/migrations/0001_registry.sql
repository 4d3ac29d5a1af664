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

create table journal (
    subject_id text collate "C" not null,
    sequence int not null,
    at timestamptz not null,
    body bytea not null,
    link bytea not null,
    constraint journal_pkey primary key (subject_id, sequence)
);

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
create index reminder_due on reminder (service_id, start_time);

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
