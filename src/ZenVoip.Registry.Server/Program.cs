using System.CommandLine;
using ZenVoip.Registry.Server.Operations;

// The host hears the signals and takes the time that a silo needs to leave: the command line would cut it off.
return await RegistryCommands.Run(args, new InvocationConfiguration { ProcessTerminationTimeout = null });
