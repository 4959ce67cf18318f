namespace PhoneServicesProxy.SystemTests.Containers;

/// <summary>Tests with a container engine. Images and a site are made once for all of them.</summary>
[CollectionDefinition(nameof(InContainers))]
public sealed class InContainers : ICollectionFixture<ContainerSite>;
