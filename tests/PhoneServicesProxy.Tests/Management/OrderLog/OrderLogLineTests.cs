using System.Text.Json;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Management.OrderLog;

namespace PhoneServicesProxy.Tests.Management.OrderLog;

public sealed class OrderLogLineTests
{
    [Fact]
    public void ToString_AnyText_IsOneLineOfJsonThatCanBeReadBack()
    {
        const string Reason = "disk\n\"neu\" für\u2028Köln <x>";
        var line = new OrderLogLine(
            new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), "alice", ManagementRole.Operator, "10.1.1.7", "drainNode", "publisher", Reason, OrderOutcome.Done, 200, null, null).ToString();

        Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter == '\u2028');
        Assert.Contains("Köln", line, StringComparison.Ordinal);
        using var read = JsonDocument.Parse(line);
        Assert.Equal(Reason, read.RootElement.GetProperty("reason").GetString());
        Assert.Equal(
            ["time", "who", "role", "from", "what", "target", "reason", "result", "status"], read.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("operator", "done"), (read.RootElement.GetProperty("role").GetString(), read.RootElement.GetProperty("result").GetString()));
    }

    [Fact]
    public void WithoutPhone_NamesNone()
    {
        var line = new OrderLogLine(default, "alice", ManagementRole.Operator, "10.1.1.7", "startWatch", "SEP001122334455", null, OrderOutcome.Done, 200, "SEP001122334455 is watched.", null) { IsOfPhone = true };

        Assert.Contains("SEP001122334455", $"{line}", StringComparison.Ordinal);
        Assert.DoesNotContain("SEP001122334455", $"{line.WithoutPhone()}", StringComparison.Ordinal);
        Assert.Equal("publisher", (line with { Target = "publisher", IsOfPhone = false }).WithoutPhone().Target);
    }
}
