-- min-program-version: 1

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

-- A program of the release before writes no feed: its entries come in here, as those of the time before the feed do.
create function feed_of_older_program() returns trigger language plpgsql as $$
begin
    insert into feed (subject_id, sequence, name, at)
    select e.subject_id, e.sequence, 'unknown', e.at
    from entries e
    where not exists (select from feed f where f.subject_id = e.subject_id and f.sequence = e.sequence)
    order by e.subject_id, e.sequence;
    return null;
end
$$;

-- Making it waits for writers and holds them off until the entries of before are copied.
create trigger journal_fed after insert on journal
    referencing new table as entries
    for each statement execute function feed_of_older_program();

insert into feed (subject_id, sequence, name, at, position)
select subject_id, sequence, 'unknown', at, row_number() over (order by at, subject_id, sequence)
from journal;

insert into feed_head (id, position) select 1, count(*) from feed;
