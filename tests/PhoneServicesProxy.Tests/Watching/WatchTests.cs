using System.Net;
using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class WatchTests
{
    private const string Device = "SEP001122334455";

    private static readonly IPAddress Here = IPAddress.Parse("10.1.1.1");

    private readonly Watch _sut = new(Device, "a test", DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1));

    [Fact]
    public void Takes_PressWithoutAName_IsKnownByItsAddressUntilAnotherPhoneHasThat()
    {
        Assert.False(_sut.Takes([], Here, out _));
        Assert.True(_sut.Takes([Device], Here, out var byAddress));
        Assert.False(byAddress);
        Assert.True(_sut.Knows(Here));

        Assert.True(_sut.Takes([], Here, out byAddress));
        Assert.True(byAddress);
        Assert.False(_sut.Takes([], IPAddress.Parse("10.1.1.2"), out _));
        Assert.False(_sut.Takes([], null, out _));

        Assert.False(_sut.Takes(["SEP00112233AABB"], Here, out _));
        Assert.False(_sut.Takes([], Here, out _));
        Assert.True(_sut.Takes([Device], Here, out _));
        Assert.False(_sut.Takes([], Here, out _));
    }

    [Fact]
    public void Add_MorePressesThanAreKept_ForgetsTheOldest()
    {
        for (var i = 0; i < Watch.MaxPresses + 5; i++)
        {
            _sut.Add(Press);
        }

        var report = _sut.Report(after: 0);
        Assert.Equal((Watch.MaxPresses + 5, Watch.MaxPresses, 6), (report.Seen, report.Presses.Count, report.Presses[0].Id));
        Assert.Equal([204, 205], _sut.Report(after: 203).Presses.Select(press => press.Id));
        Assert.Empty(_sut.Report(after: null).Presses);
    }

    [Fact]
    public void Add_WatchIsOver_KeepsNothing()
    {
        _sut.IsOver = true;

        _sut.Add(Press);

        Assert.Empty(_sut.Report(after: 0).Presses);
    }

    [Fact]
    public void IsSecret_WhateverCase_AndOnlySoManyAreKept()
    {
        _sut.Hide(["jdoe", "12345"]);
        _sut.Hide(Enumerable.Range(0, 1000).Select(number => $"user{number}"));

        Assert.True(_sut.IsSecret("JDoe"));
        Assert.True(_sut.IsSecret("12345"));
        Assert.True(_sut.IsSecret("user10"));
        Assert.False(_sut.IsSecret("user999"));
        Assert.False(_sut.IsSecret("Services"));
    }

    private static WatchedPressReport Press(long id) => new(
        id, DateTimeOffset.UnixEpoch, Device, false, "directory", "directory-menu-jsp", "/ccmcip/xmldirectory.jsp", 1, "ok", null, 200, "CiscoIPPhoneMenu", "Directories", null, []);
}
