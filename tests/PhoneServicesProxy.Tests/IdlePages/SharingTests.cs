using Microsoft.AspNetCore.Http;
using PhoneServicesProxy.IdlePages;

namespace PhoneServicesProxy.Tests.IdlePages;

public sealed class SharingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Unstated = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("no-store")]
    [InlineData("PRIVATE")]
    [InlineData("max-age=60, private")]
    [InlineData("no-cache=\"Set-Cookie\"")]
    [InlineData("max-age=0")]
    [InlineData("max-age=60, s-maxage=0")]
    [InlineData("max-age=soon")]
    public void For_ForbiddenOrUnreadable_IsNobody(string cacheControl) =>
        Assert.Null(For(new() { ["Cache-Control"] = cacheControl, ["Expires"] = "Fri, 01 Jan 2100 00:00:00 GMT" }));

    [Fact]
    public void For_OlderThanItMayBe_IsNobody() =>
        Assert.Null(For(new() { ["Cache-Control"] = "max-age=60" }, age: TimeSpan.FromSeconds(60)));

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(206)]
    public void For_NoPage_IsOnlyThoseWhoWait(int status) =>
        Assert.Equal(TimeSpan.Zero, For(new() { ["Cache-Control"] = "max-age=60" }, status));

    [Theory]
    [InlineData("Thu, 01 Jan 1998 00:00:00 GMT")]
    [InlineData("-1")]
    [InlineData("")]
    public void For_ExpiredForThePhone_IsOnlyThoseWhoWait(string expires) =>
        Assert.Equal(TimeSpan.Zero, For(new() { ["Expires"] = expires }));

    [Fact]
    public void For_NothingStated_IsAsConfigured() => Assert.Equal(Unstated, For([]));

    [Theory]
    [InlineData("max-age=60", 60)]
    [InlineData("max-age=0, s-maxage=60", 60)]
    [InlineData("public, must-revalidate", 5)]
    [InlineData("max-age=31536000", 86400)]
    public void For_StatedLifetime_IsThatUpToADay(string cacheControl, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), For(new() { ["Cache-Control"] = cacheControl, ["Pragma"] = "no-cache" }));

    [Fact]
    public void For_AgeAtACacheBefore_IsTakenOff() =>
        Assert.Equal(TimeSpan.FromSeconds(20), For(new() { ["Cache-Control"] = "max-age=60" }, age: TimeSpan.FromSeconds(40)));

    /// <summary>A node's clock may be anywhere: the two dates are held against one another.</summary>
    [Theory]
    [InlineData("Tue, 30 Sep 2014 11:04:15 GMT", "Tue, 30 Sep 2014 11:04:45 GMT", 30)]
    [InlineData(null, "Sun, 01 Mar 2026 12:00:30 GMT", 30)]
    public void For_Expires_CountsFromTheNodesDate(string? date, string expires, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), For(new() { ["Date"] = date, ["Expires"] = expires }));

    private static TimeSpan? For(HeaderDictionary headers, int status = 200, TimeSpan age = default) =>
        Sharing.For(status, headers, age, Unstated, Now);
}
