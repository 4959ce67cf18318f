using Microsoft.Extensions.Configuration;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Configuration;

public sealed class ErrorListTests
{
    private readonly ErrorList _sut = new(new(new ConfigurationBuilder().Build()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ToList_Consequence_IsLeftOutWhicheverCameFirst(bool consequenceFirst)
    {
        Action[] steps = [() => _sut.Add("A:1", "is wrong."), () => _sut.Add("B", "follows.", "A:*")];
        foreach (var step in consequenceFirst ? steps.Reverse() : steps)
        {
            step();
        }

        Assert.Equal("A:1", Assert.Single(_sut.ToList()).Key);
    }

    [Theory]
    [InlineData("A", false)]
    [InlineData("A:1", true)]
    [InlineData("A:1:b", true)]
    [InlineData("A:12", false)]
    [InlineData("a:1", true)]
    public void ToList_PatternOfAllBelow_MeansTheKeyAndWhatIsBelow(string wrong, bool isLeftOut)
    {
        _sut.Add(wrong, "is wrong.");
        _sut.Add("B", "follows.", "A:1:*");

        Assert.Equal(isLeftOut ? 1 : 2, _sut.ToList().Count);
    }

    [Fact]
    public void ToList_ConsequencesOfEachOther_OneIsTold()
    {
        _sut.Add("B", "follows from a policy.", "A:*");
        _sut.Add("A:x", "does not go with B.", "A:*");
        _sut.Add("A:x", "does not go with C.", "A:*");

        Assert.Equal("A:x", Assert.Single(_sut.ToList()).Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ToList_ValueThatCannotBeRead_IsNotSaidToBeMissing(bool missedFirst)
    {
        Action[] steps = [() => _sut.AddUnreadable(new(null, "A", "is no number.")), () => _sut.Add("A", "is missing.")];
        foreach (var step in missedFirst ? steps.Reverse() : steps)
        {
            step();
        }

        Assert.Equal("is no number.", Assert.Single(_sut.ToList()).Message);
    }

    [Fact]
    public void ToList_FileThatCouldNotBeRead_MayHoldWhatSeemsToBeMissing()
    {
        _sut.AddUnreadable(new("site.json", "file", "is a folder.") { SpoilsFile = true });
        _sut.Add("Nodes", "no node is configured.", ErrorList.AnyUnreadFile);

        Assert.Equal("file", Assert.Single(_sut.ToList()).Key);
    }
}
