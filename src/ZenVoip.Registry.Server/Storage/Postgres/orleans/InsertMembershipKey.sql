with bumped as (
    update membership_version
    set version = version + 1
    where deployment_id = @DeploymentId
        and version = @Version
        and not exists (
            select from membership
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
), inserted as (
    insert into membership (
        deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time,
        i_am_alive_time)
    select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
        @IAmAliveTime
    from bumped
    returning 1
)
select count(*)::int as "Inserted" from inserted
