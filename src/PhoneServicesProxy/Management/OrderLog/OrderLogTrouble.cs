namespace PhoneServicesProxy.Management.OrderLog;

/// <summary>The audit log cannot be written.</summary>
/// <param name="Since">The start of the problem.</param>
/// <param name="File">The file.</param>
/// <param name="Error">The reason.</param>
internal sealed record OrderLogTrouble(DateTimeOffset Since, string File, string Error);
