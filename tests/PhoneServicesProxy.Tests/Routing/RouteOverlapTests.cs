using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PhoneServicesProxy.Tests.Configuration;

namespace PhoneServicesProxy.Tests.Routing;

public sealed class RouteOverlapTests
{
    private static readonly string[] Segments =
    [
        "{a}", "{a:int}", "{a:long}", "{a:min(3)}", "{a:max(5)}", "{a:range(1,9)}", "{a:range(5,20)}", "{a:range(30,40)}", "{a:int:min(8)}", "{a:alpha}", "{a:bool}", "{a:guid}",
        "{a:double}", "{a:datetime}", "{a:minlength(20)}", "{a:maxlength(30)}", "{a:maxlength(3)}", "{a:length(5)}", "{a:length(2,4)}", "{a:file}", "{a:nonfile}", "{a:required}",
        "{a:regex(^SEP)}", "{a:regex(^ATA)}", "{a:regex(^sep.*[0-9]$)}", "{a:regex(\\.do$)}", "{a:regex(\\.jsp$)}", "{a:regex(^[A-Za-z]+\\.do$)}", "{a:regex(^(get|list)$)}",
        "{a:regex(^(menu|list)$)}", "{a:regex(^list$)}", "{a:regex(\\d)}", "{a:regex(^a|b)}", "{a:regex(^ab?$)}", "{a:regex(^a{{2}}b$)}",
        "{a}.jsp", "{a}.do", "{a}.{b}", "{a}.{b?}", "x{a}", "x{a:int}", "x{a:alpha}.jsp", "x{a:int}.jsp", "{a:alpha}.{b:int}", "{a:int?}", "{a:alpha?}", "{a:int=7}", "{a:alpha=menu}",
        "{**a}", "{**a:int}", "{**a:alpha}", "{**a:nonfile}", "{**a:regex(^SEP)}", "get", "GET", "menu", "a.jsp",
    ];

    private static readonly string[] Paths =
    [
        .. new[]
        {
            "", "1", "5", "7", "12", "25", "35", "-3", "+4", "abc", "abcde", "get", "GET", "list", "menu", "SEP001122334455", "ATA1", "SEP", "x", "x1", "x1.jsp", "xabc", "xabc.jsp", "x.jsp",
            "a.jsp", "7.jsp", "list.do", "abc.5", "a.b", "a.b.jsp", "SEPx.do", "SEP7", "a", "ab", "aab", "b", "true", "False", "4f1d7a3e-9f0b-4a55-8c67-0a9f4e3c2b1d", "2026-01-01", "1.5",
            "abcdefghijklmnopqrstuvwxy", "12345678901234567890123", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", "a/b", "1/2", "file.txt", ".x", "x.",
        }.Select(value => value.Length == 0 ? "/p" : $"/p/{value}"),
    ];

    /// <summary>What routing fails at, the check has found; and it finds nothing where it says that routing cannot fail.</summary>
    [Property(MaxTest = 400)]
    public Property Overlaps_AnyTwoPaths_FindsWhatRoutingFailsAt() => Prop.ForAll(
        (from one in Gen.Elements(Segments) from two in Gen.Elements(Segments) select (one, two)).ToArbitrary(),
        pair =>
        {
            var (one, two) = (RoutingOracle.Route("one", $"/p/{pair.one}"), RoutingOracle.Route("two", $"/p/{pair.two.Replace("{a", "{c", StringComparison.Ordinal)}"));
            var ambiguous = RoutingOracle.FirstAmbiguousAsync(one, two, Paths, "GET").GetAwaiter().GetResult();
            return (ambiguous is null || RoutingOracle.Refuses(one, two)).Label($"{one.Match.Path} and {two.Match.Path} both take {ambiguous}");
        });

    [Theory]
    [InlineData("{a:minlength(20)}", "{b:maxlength(30)}")]
    [InlineData("{a:range(1,9)}", "{b:range(5,20)}")]
    [InlineData("{a:regex(^[A-Z]+$)}", "{b:regex(^S)}")]
    [InlineData("{a:regex(\\.do$)}", "{b:regex(^[a-z])}")]
    [InlineData("{a}.jsp", "{a}.{b}")]
    [InlineData("{a}.jsp", "{b:file}")]
    [InlineData("{a}.jsp", "{b:regex(^x)}")]
    [InlineData("{a}.{b}", "{a}-{b}")]
    [InlineData("{a:int?}", "{b:alpha?}")]
    [InlineData("{**a:int}", "{**b:minlength(2)}")]
    public void Overlaps_ConditionsThatSomeTextFulfils_AreRefused(string one, string two) =>
        Assert.True(RoutingOracle.Refuses(RoutingOracle.Route("one", $"/p/{one}"), RoutingOracle.Route("two", $"/p/{two}")));

    /// <summary>Two pages that a site may well have side by side.</summary>
    [Theory]
    [InlineData("{a:minlength(20)}", "{b:maxlength(19)}")]
    [InlineData("{a:range(1,9)}", "{b:range(10,20)}")]
    [InlineData("{a:int}", "{b:alpha}")]
    [InlineData("{a:int}", "{b:bool}")]
    [InlineData("{a:int}", "{b:regex(^SEP)}")]
    [InlineData("{a:alpha}", "{b}.jsp")]
    [InlineData("{a}.jsp", "{b}.asp")]
    [InlineData("{a}.jsp", "{b:nonfile}")]
    [InlineData("{a:file}", "{b:nonfile}")]
    [InlineData("get{a}", "list{b}")]
    [InlineData("x{a:int}.jsp", "x{b:alpha}.jsp")]
    [InlineData("{a:regex(^[A-Za-z]+\\.do$)}", "{b:regex(^[A-Za-z]+\\.jsp$)}")]
    [InlineData("{a:regex(^SEP)}", "{b:regex(^ATA)}")]
    [InlineData("{a:regex(^(menu|list)$)}", "{b:regex(^(get|put)$)}")]
    [InlineData("{a:regex(^(menu|list)$)}", "{b:int}")]
    [InlineData("{a:regex(^menu$)}", "{b:length(5)}")]
    public void Overlaps_ConditionsThatExcludeEachOther_AreRight(string one, string two) =>
        Assert.False(RoutingOracle.Refuses(RoutingOracle.Route("one", $"/p/{one}"), RoutingOracle.Route("two", $"/p/{two}")));
}
