with bumped as (
    update membership_version
    set version = version + 1
    where deployment_id = @DeploymentId
        and version = @Version
        and exists (
            select from membership
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
), updated as (
    update membership
    set status = @Status, suspect_times = @SuspectTimes::text, i_am_alive_time = @IAmAliveTime
    from bumped
    where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    returning 1
)
select count(*)::int as "Updated" from updated
