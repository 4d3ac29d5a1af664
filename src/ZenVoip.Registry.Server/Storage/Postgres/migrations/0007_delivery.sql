-- min-program-version: 1

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
create index holder_work_undelivered on holder_work (system, issued_at, id) where status in ('ISSUED', 'FAILED');
