namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests in which phones keep pressing while nodes, names or the gateway itself change. They run one at a time, beside those of <see cref="UsersUnderLoad"/>.</summary>
[CollectionDefinition(nameof(ChangesUnderLoad))]
public sealed class ChangesUnderLoad;
