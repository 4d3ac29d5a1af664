-- min-program-version: 1

-- What holder systems are asked for, by the ids that they are given: to delete (DELETE), or a task. Nothing in it
-- identifies. position grows in the order in which a subject's work was issued.
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
    position bigint not null,
    constraint holder_work_pkey primary key (id)
);

create index holder_work_of_subject on holder_work (subject_id, id);
create index holder_work_by_system on holder_work (system, status, id);
create index holder_work_by_status on holder_work (status, id);
create index holder_work_open on holder_work (system, subject_id, position)
    where status in ('ISSUED', 'DELIVERED', 'FAILED');

-- The systems that hold personal data. categories is a JSON array of codes, confirm_within whole seconds.
create table holder_system (
    name text collate "C" not null,
    categories json not null,
    webhook_url text,
    confirm_within bigint not null,
    registered_at timestamptz not null,
    constraint holder_system_pkey primary key (name),
    constraint holder_system_confirms check (confirm_within > 0)
);
