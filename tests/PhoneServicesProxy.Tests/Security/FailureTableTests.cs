using PhoneServicesProxy.Security;

namespace PhoneServicesProxy.Tests.Security;

public sealed class FailureTableTests
{
    /// <summary>Keys so far apart fall into the same bucket.</summary>
    private const ulong Apart = 1 << 14;

    private readonly FailureTable _table = new();

    [Fact]
    public void Of_KeyThatIsThere_ItsOwnEntry()
    {
        Put(1, score: 5, last: 1);
        Put(1 + Apart, score: 1, last: 1);

        Assert.Equal(5, _table.Of(1).Score);
        Assert.Equal(1, _table.Of(1 + Apart).Score);
    }

    [Fact]
    public void Of_BucketHasRoom_NobodyIsLost()
    {
        Fill(FailureTable.BucketSize, score: i => 8 - i);

        Assert.All(Enumerable.Range(0, FailureTable.BucketSize), i => Assert.Equal(8 - i, _table.Of(Key(i)).Score));
    }

    [Fact]
    public void Of_BucketIsFull_TheLightestMakesRoom()
    {
        Fill(FailureTable.BucketSize, score: i => i == 5 ? 1 : 3);

        Assert.Equal(Key(5), _table.Of(Key(100)).Key);
    }

    [Fact]
    public void Of_AllAreEquallyHeavy_TheOldestMakesRoom()
    {
        Fill(FailureTable.BucketSize, score: _ => 3, last: i => i == 6 ? 10 : 20 + i);

        Assert.Equal(Key(6), _table.Of(Key(100)).Key);
    }

    [Fact]
    public void Of_OlderButHeavier_DoesNotMakeRoom()
    {
        Fill(FailureTable.BucketSize, score: i => i == 0 ? 3 : 4, last: i => i == 0 ? 100 : i);

        Assert.Equal(Key(0), _table.Of(Key(100)).Key);
    }

    [Fact]
    public void Of_OneIsUnderWay_CountsAsAFailure()
    {
        Fill(FailureTable.BucketSize, score: i => i == 2 ? 1 : 1, underWay: i => i == 2 ? 0 : 1);

        Assert.Equal(Key(2), _table.Of(Key(100)).Key);
    }

    [Fact]
    public void Of_OtherBucket_IsNotTouched()
    {
        for (var i = 0; i < 100; i++)
        {
            Put(Key(i), score: 9, last: i);
        }

        Assert.Equal(0ul, _table.Of(3).Key);
    }

    /// <summary>Who can fill a part of the table with a few names makes it forget.</summary>
    [Fact]
    public void Of_AsManyKeysAsTheTableHolds_NobodyIsLost()
    {
        var keys = Enumerable.Range(0, 1 << 16).Select(i => (ulong)((i * 2) + 1)).ToList();
        keys.ForEach(key => Put(key, score: 1, last: 1));

        Assert.DoesNotContain(keys, key => _table.Of(key).Key != key);
    }

    private static ulong Key(int i) => 1 + ((ulong)i * Apart);

    private void Fill(int count, Func<int, double> score, Func<int, long>? last = null, Func<int, int>? underWay = null)
    {
        for (var i = 0; i < count; i++)
        {
            Put(Key(i), score(i), last?.Invoke(i) ?? 7, underWay?.Invoke(i) ?? 0);
        }
    }

    private void Put(ulong key, double score, long last, int underWay = 0) => _table.Of(key) = new(key, score, underWay, last);
}
