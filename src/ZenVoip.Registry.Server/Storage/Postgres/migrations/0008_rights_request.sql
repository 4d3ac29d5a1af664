-- min-program-version: 1

-- Rights requests, for the queue: as long as their records are kept. Nothing in it identifies. due_at is the first
-- instant that is late, by the regime named.
create table rights_request (
    id text collate "C" not null,
    subject_id text collate "C" not null,
    type text collate "C" not null,
    status text collate "C" not null,
    controller text collate "C" not null,
    regime text collate "C" not null,
    received_at timestamptz not null,
    due_at timestamptz not null,
    closed_at timestamptz,
    constraint rights_request_pkey primary key (id)
);

create index rights_request_of_subject on rights_request (subject_id, id);
create index rights_request_by_due on rights_request (due_at, id);
create index rights_request_by_status on rights_request (status, due_at, id);
create index rights_request_by_type on rights_request (type, due_at, id);
create index rights_request_by_controller on rights_request (controller, due_at, id);
create index rights_request_open on rights_request (due_at, id) where closed_at is null;
