-- min-program-version: 1

-- Whether a system is told of warnings before deadlines and of escalations after them.
alter table holder_system add column notices boolean not null default false;

-- What such systems are still to be told of: one row for each and each of them, until it is delivered. about is the id
-- of a rights request, an order or a task. position grows in the order in which it happened to a subject. Nothing in it
-- identifies.
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

-- Whoever has retained data is woken every week from now on: those that sleep, too.
update subject set next_due = retained.review
from (
    select subject_id, min(settled_at) + interval '7 days' as review from holder_work
    where status = 'RETAINED' group by subject_id) retained
where subject.id = retained.subject_id and (next_due is null or next_due > retained.review);
