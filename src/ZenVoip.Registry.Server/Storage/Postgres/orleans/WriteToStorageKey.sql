with document as materialized (
    select * from json_to_record(
        case when @GrainTypeString = 'subject' then convert_from(@PayloadBinary, 'UTF8')::json end)
    as d (state text, subject json, relationships json, "endedRelationships" json, journal json, links json,
        "optOuts" json, work json, requests json, "droppedRequests" json, notices json, operation json)
), payload as materialized (
    select case when @GrainTypeString = 'subject' then decode(state, 'hex') else @PayloadBinary end as bytes
    from document
), inserted as (
    insert into grain_state (
        grain_id_ext, service_id, grain_type, grain_id_n0, grain_id_n1, grain_id_hash, grain_type_hash,
        version, payload)
    select coalesce(@GrainIdExtensionString::text, ''), @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1,
        @GrainIdHash, @GrainTypeHash, 1, bytes
    from payload
    where @GrainStateVersion::int is null
    on conflict do nothing
    returning version
), updated as (
    update grain_state
    set version = version + 1, payload = bytes
    from payload
    where grain_id_ext = coalesce(@GrainIdExtensionString::text, '')
        and service_id = @ServiceId
        and grain_type = @GrainTypeString
        and grain_id_n0 = @GrainIdN0
        and grain_id_n1 = @GrainIdN1
        and grain_id_hash = @GrainIdHash
        and grain_type_hash = @GrainTypeHash
        and version = @GrainStateVersion::int
    returning version
), written as materialized (
    select version from inserted union all select version from updated
), saying as materialized (
    select document.* from document, written where @GrainTypeString = 'subject'
), subject_row as (
    insert into subject (id, version, kind, status, jurisdiction, registered_at, next_due, profile, journal_seal)
    select case when s.id = @GrainIdExtensionString::text then s.id end, s.version, s.kind, s.status, s.jurisdiction,
        s."registeredAt", s."nextDue", s.profile, decode(s."journalSeal", 'hex')
    from saying, json_to_record(saying.subject) as s (
        id text, version int, kind text, status text, jurisdiction text, "registeredAt" timestamptz,
        "nextDue" timestamptz, profile text, "journalSeal" text)
    on conflict (id) do update set
        version = excluded.version, kind = excluded.kind, status = excluded.status,
        jurisdiction = excluded.jurisdiction, registered_at = excluded.registered_at, next_due = excluded.next_due,
        profile = excluded.profile, journal_seal = excluded.journal_seal
), relationship_rows as (
    insert into relationship (subject_id, controller)
    select @GrainIdExtensionString::text, controller
    from saying, json_array_elements_text(saying.relationships) as r (controller)
    on conflict do nothing
), ended_relationships as (
    delete from relationship
    where subject_id = @GrainIdExtensionString::text
        and controller in (select json_array_elements_text(saying."endedRelationships") from saying)
), journal_rows as (
    insert into journal (subject_id, sequence, at, body, link)
    select @GrainIdExtensionString::text, j.sequence, j.at, decode(j.body, 'hex'), decode(j.link, 'hex')
    from saying, json_to_recordset(saying.journal) as j (sequence int, at timestamptz, body text, link text)
), feed_rows as (
    insert into feed (subject_id, sequence, name, ref, at)
    select @GrainIdExtensionString::text, j.sequence, j.name, j.ref, j.at
    from saying, json_to_recordset(saying.journal) as j (sequence int, name text, ref text, at timestamptz)
    order by j.sequence
), link_rows as (
    insert into identifier_link (subject_id, number, digest, type, exclusive, linked_at, unlinked_at)
    select @GrainIdExtensionString::text, l.number, l.digest, l.type, l.exclusive, l."linkedAt", l."unlinkedAt"
    from saying, json_to_recordset(saying.links) as l (
        number int, digest text, type text, exclusive boolean, "linkedAt" timestamptz, "unlinkedAt" timestamptz)
    -- One order for all, so that two writes of the same digests never wait for each other.
    order by l.digest
    on conflict (subject_id, number) do update set unlinked_at = excluded.unlinked_at
), opt_out_rows as (
    insert into opt_out (subject_id, number, digest, controller, purpose, channel, source, at, lifted_at)
    select @GrainIdExtensionString::text, o.number, o.digest, o.controller, o.purpose, o.channel, o.source, o.at,
        o."liftedAt"
    from saying, json_to_recordset(saying."optOuts") as o (
        number int, digest text, controller text, purpose text, channel text, source text, at timestamptz,
        "liftedAt" timestamptz)
    on conflict (subject_id, number) do update set at = excluded.at, lifted_at = excluded.lifted_at
), work_rows as (
    insert into holder_work (
        id, subject_id, kind, system, controller, category, status, issued_at, due_at, settled_at, position)
    select w.id, @GrainIdExtensionString::text, w.kind, w.system, w.controller, w.category, w.status, w."issuedAt",
        w."dueAt", w."settledAt", w.position
    from saying, json_to_recordset(saying.work) as w (
        id text, kind text, system text, controller text, category text, status text, "issuedAt" timestamptz,
        "dueAt" timestamptz, "settledAt" timestamptz, position bigint)
    on conflict (id) do update set status = excluded.status, settled_at = excluded.settled_at
    where holder_work.subject_id = excluded.subject_id
), request_rows as (
    insert into rights_request (
        id, subject_id, type, status, controller, regime, received_at, due_at, stands, closed_at)
    select r.id, @GrainIdExtensionString::text, r.type, r.status, r.controller, r.regime, r."receivedAt", r."dueAt",
        r.stands, r."closedAt"
    from saying, json_to_recordset(saying.requests) as r (
        id text, type text, status text, controller text, regime text, "receivedAt" timestamptz, "dueAt" timestamptz,
        stands boolean, "closedAt" timestamptz)
    on conflict (id) do update set
        status = excluded.status, regime = excluded.regime, due_at = excluded.due_at, stands = excluded.stands,
        closed_at = excluded.closed_at
    where rights_request.subject_id = excluded.subject_id
), dropped_requests as (
    delete from rights_request
    where subject_id = @GrainIdExtensionString::text
        and id in (select json_array_elements_text(saying."droppedRequests") from saying)
), notice_rows as (
    insert into notice (id, subject_id, system, type, kind, about, issued_at, position)
    select n.id || '_' || s.name, @GrainIdExtensionString::text, s.name, n.type, n.kind, n.about, n."issuedAt",
        n.position
    from saying, json_to_recordset(saying.notices) as n (
        id text, type text, system text, kind text, about text, "issuedAt" timestamptz, position int)
    join holder_system s on case when n.system is null then s.notices
        else s.name = n.system and s.webhook_url is not null end
), operation_row as (
    insert into operation (key, fingerprint, subject_id, version, refusal, at)
    select o.key, o.fingerprint, o."subjectId", o.version, o.refusal, o.at
    from saying, json_to_record(saying.operation) as o (
        key text, fingerprint text, "subjectId" text, version int, refusal text, at timestamptz)
    where saying.operation is not null
)
select version as "NewGrainStateVersion" from written
