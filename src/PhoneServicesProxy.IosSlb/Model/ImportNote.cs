namespace PhoneServicesProxy.IosSlb.Model;

/// <summary>A command that has no counterpart.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Command">The command, without parts that may be secret.</param>
/// <param name="Instead">The gateway's replacement, or the operator's task.</param>
internal sealed record ImportNote(int Line, string Command, string Instead);
