with created as (
    insert into membership_version (deployment_id, version) values (@DeploymentId, 0)
    on conflict do nothing
    returning 1
)
select count(*)::int as "Created" from created
