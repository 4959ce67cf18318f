namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>Tests with hundreds of users who log in and look around. They run one at a time, beside those of <see cref="ChangesUnderLoad"/>.</summary>
[CollectionDefinition(nameof(UsersUnderLoad))]
public sealed class UsersUnderLoad;
