-- min-program-version: 1
-- With which digest key the registry was first started: under another one everybody in it would be unknown.
create table key_check (
    name text collate "C" not null,
    value bytea not null,
    constraint key_check_pkey primary key (name)
);
