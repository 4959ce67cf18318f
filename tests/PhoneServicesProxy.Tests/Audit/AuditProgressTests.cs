using Microsoft.Extensions.Time.Testing;
using PhoneServicesProxy.Audit;

namespace PhoneServicesProxy.Tests.Audit;

public sealed class AuditProgressTests
{
    [Fact]
    public void End_SomethingWasShown_EndsTheLine()
    {
        var time = new FakeTimeProvider();
        using var terminal = new StringWriter();
        var progress = new AuditProgress(terminal, time);

        progress.Show(1, 3);
        time.Advance(TimeSpan.FromSeconds(1));
        progress.Show(2, 3);
        progress.Show(3, 3);
        progress.End();

        Assert.Equal($"\r2 of 3 phones{Environment.NewLine}", terminal.ToString());
    }

    [Fact]
    public void End_NothingWasShown_WritesNothing()
    {
        using var terminal = new StringWriter();

        new AuditProgress(terminal, new FakeTimeProvider()).End();

        Assert.Empty(terminal.ToString());
    }
}
