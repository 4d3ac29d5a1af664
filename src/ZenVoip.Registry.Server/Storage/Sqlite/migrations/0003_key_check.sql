-- min-program-version: 1
-- With which digest key the registry was first started: under another one everybody in it would be unknown.
create table key_check (
    name text not null primary key,
    value blob not null
) strict, without rowid;
