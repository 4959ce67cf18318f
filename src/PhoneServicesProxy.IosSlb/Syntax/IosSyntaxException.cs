namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>A command is invalid. The message says what to write instead.</summary>
internal sealed class IosSyntaxException(string message) : Exception(message);
