using PhoneServicesProxy.Watching;

namespace PhoneServicesProxy.Tests.Watching;

public sealed class ShownTitleTests
{
    [Theory]
    [InlineData("Services", "jdoe", "Services")]
    [InlineData("Welcome JDoe!", "jdoe", "Welcome …!")]
    [InlineData("Results for Smith, John", "John Smith", "Results for …, …")]
    [InlineData("jdoe@example.com", "jdoe", "…@example.com")]
    [InlineData("PIN 12345 accepted", "12345", "PIN … accepted")]
    [InlineData("Directory of s", "s", "Directory of …")]
    [InlineData("Müller", "müller", "…")]
    [InlineData(" \u001b[31mred\u202e ", "x", "[31mred")]
    [InlineData("", "x", null)]
    [InlineData(null, "x", null)]
    public void Of_WhatWasAskedWith_IsNotShown(string? title, string value, string? expected) =>
        Assert.Equal(expected, ShownTitle.Of(title, [value], _ => false));

    [Fact]
    public void Of_WordThatIsASecret_IsNotShown() =>
        Assert.Equal("… (… ) is logged in", ShownTitle.Of("jdoe (jdoe ) is logged in", [], word => word == "jdoe"));

    [Fact]
    public void Of_LongTitle_IsCutBetweenCharacters()
    {
        var title = ShownTitle.Of(new string('x', 39) + "😀 and more", [], _ => false);

        Assert.Equal(new string('x', 39) + "…", title);
    }
}
