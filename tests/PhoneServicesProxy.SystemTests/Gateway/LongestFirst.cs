using PhoneServicesProxy.SystemTests.Containers;
using PhoneServicesProxy.SystemTests.Dashboards;
using PhoneServicesProxy.SystemTests.Debian;
using PhoneServicesProxy.SystemTests.Discovery;
using PhoneServicesProxy.SystemTests.Documentation;
using PhoneServicesProxy.SystemTests.Logins;
using PhoneServicesProxy.SystemTests.Management;
using PhoneServicesProxy.SystemTests.StatusPage;
using Xunit.Sdk;
using Xunit.v3;

namespace PhoneServicesProxy.SystemTests.Gateway;

/// <summary>What takes longest starts first. At the end it would run alone, and the processors would be idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(InContainers), nameof(UnderLoad), nameof(DiscoveryFleetTests), nameof(StatusPageTests), nameof(CommandTests), nameof(PageCommandTests), nameof(PackageTests),
        nameof(ShiftChangeTests), nameof(AlertTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Rank).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    /// <summary>A class without a collection of its own has one that is named after it.</summary>
    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Array.FindIndex(Longest, name => collection.TestCollectionDisplayName == name || collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is >= 0 and var rank
            ? rank
            : Longest.Length;
}
