namespace PhoneServicesProxy.IosSlb.Syntax;

/// <summary>A command is not what the grammar allows; the message says what to write instead.</summary>
internal sealed class IosSyntaxException(string message) : Exception(message);
