using PhoneServicesProxy.Health;

namespace PhoneServicesProxy.Tests.Health;

public class ProbeVerdictsTests
{
    private readonly ProbeVerdicts _sut = new();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Judge_OldResultContradictsYoungOne_IsDropped(bool old, bool young)
    {
        Assert.True(_sut.Judge(20, young, () => { }));

        Assert.False(_sut.Judge(10, old, () => Assert.Fail("judged")));
    }

    [Fact]
    public void Judge_OldFailureAfterYoungFailure_Counts()
    {
        _sut.Judge(20, good: false, () => { });

        Assert.True(_sut.Judge(10, good: false, () => { }));
        Assert.Equal(2, _sut.Count);
    }

    [Fact]
    public void Judge_OldFailureBetween_DoesNotMakeTheYoungOneForgotten()
    {
        _sut.Judge(20, good: false, () => { });
        _sut.Judge(10, good: false, () => { });

        Assert.False(_sut.Judge(15, good: true, () => { }));
    }

    [Fact]
    public void Judge_TwoOfTheSameMoment_TheLatterIsTheYounger()
    {
        _sut.Judge(20, good: false, () => { });
        Assert.True(_sut.Judge(20, good: true, () => { }));

        Assert.False(_sut.Judge(15, good: false, () => Assert.Fail("judged")));
    }

    [Fact]
    public void Judge_Closed_IsDropped()
    {
        _sut.Close();

        Assert.False(_sut.Judge(1, good: true, () => Assert.Fail("judged")));
    }
}
