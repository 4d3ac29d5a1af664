using ZenVoip.Registry.Server.Operations;

return await RegistryCommands.Create(args).Parse(args).InvokeAsync();
