delete from membership
where deployment_id = @DeploymentId
    and status <> 3 -- Active
    and i_am_alive_time < @IAmAliveTime
