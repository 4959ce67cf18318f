using PhoneServicesProxy.SystemTests.Debian;
using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.SystemTests.StatusPage;
using Xunit.Sdk;
using Xunit.v3;

namespace PhoneServicesProxy.SystemTests;

/// <summary>Has those begin first that take longest: beside them there is time for all others, and none is left to run by itself.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(ChangesUnderLoad), nameof(UsersUnderLoad), nameof(PackageTests), nameof(StatusPageTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => PlaceOf(collection.TestCollectionDisplayName))];

    private static int PlaceOf(string collection) =>
        Array.FindIndex(Longest, name => collection.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Longest.Length;
}
