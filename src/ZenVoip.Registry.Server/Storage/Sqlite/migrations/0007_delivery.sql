-- min-program-version: 1

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
create index holder_work_undelivered on holder_work (system, issued_at, id) where status in ('ISSUED', 'FAILED');
