using System.Diagnostics.Metrics;
using PhoneServicesProxy.Diagnostics;

namespace PhoneServicesProxy.Tests.Diagnostics;

public sealed class FadingGaugeTests
{
    private readonly List<Measurement<int>> _present = [Of(1, "a"), Of(2, "b")];
    private readonly FadingGauge _sut;

    public FadingGaugeTests() => _sut = new(() => _present);

    [Fact]
    public void Observe_AllThere_IsWhatIsThere() => AssertObserved("a=1", "b=2");

    [Fact]
    public void Observe_OneGone_IsZeroFromNowOn()
    {
        _sut.Observe();
        _present.RemoveAt(0);

        AssertObserved("a=0", "b=2");
        AssertObserved("a=0", "b=2");
    }

    [Fact]
    public void Observe_GoneAndBack_HasItsValueAgain()
    {
        _sut.Observe();
        _present.RemoveAt(0);
        _sut.Observe();
        _present.Add(Of(3, "a"));

        AssertObserved("a=3", "b=2");
    }

    private static Measurement<int> Of(int value, string node) => new(value, new KeyValuePair<string, object?>("node", node));

    private void AssertObserved(params string[] expected) =>
        Assert.Equal(expected, _sut.Observe().Select(measurement => $"{measurement.Tags[0].Value}={measurement.Value}").Order(StringComparer.Ordinal));
}
