using PhoneServicesProxy.Commands.Nodes;
using PhoneServicesProxy.Health;
using PhoneServicesProxy.Management.Api;

namespace PhoneServicesProxy.Tests.Commands.Nodes;

public sealed class EventGroupsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_OneDeathInSeveralServices_IsOneLine() => Assert.Equal(
        ["a is back.", "b is down for menu: refused (connect_failed).", "a is down for 2 services: refused (connect_failed)."],
        EventGroups.Of(
        [
            Down(0, "a", "menu"), Down(1, "b", "menu"), Down(2, "a", "idle"),
            new(4, Start.AddSeconds(3), GatewayEventKind.Users, "a is back.", "a"),
        ]).Select(group => group.Text));

    [Fact]
    public void Of_MuchLaterOrOfAnotherKind_IsALineOfItsOwn() => Assert.Equal(
        3, EventGroups.Of([Down(0, "a", "menu"), Down(1, "a", "idle") with { Condition = NodeCondition.Up }, Down(30, "a", "idle")]).Count());

    [Fact]
    public void Of_DownTwiceWithinSeconds_AreTwoLines() => Assert.Equal(
        3, EventGroups.Of([Down(0, "a", "menu"), Down(2, "a", "menu") with { Condition = NodeCondition.Up }, Down(5, "a", "menu")]).Count());

    private static GatewayEvent Down(int seconds, string node, string service) => new(
        seconds, Start.AddSeconds(seconds), GatewayEventKind.NodeCondition, $"{node} is down for {service}: refused (connect_failed).", node, service, NodeCondition.Down);
}
