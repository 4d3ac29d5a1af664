-- min-program-version: 1
-- Who held an identifier before: a yes of that time is not the present holder's.
create index identifier_link_past on identifier_link (digest) where unlinked_at is not null;
