using PhoneServicesProxy.Overload;

namespace PhoneServicesProxy.Tests.Overload;

public sealed class FileBudgetTests
{
    [Theory]
    [InlineData(64, 0, "376")]
    [InlineData(375, 320, "376")]
    [InlineData(500, 450, "506")]
    public void ErrorFor_TooFew_NamesTheNumberAndTheRemedy(long limit, int own, string needed)
    {
        var error = FileBudget.ErrorFor(limit, own);

        Assert.Contains($"may open {limit} files, and needs {needed} at least", error, StringComparison.Ordinal);
        Assert.Contains("LimitNOFILE=65536", error, StringComparison.Ordinal);
        Assert.Contains("ulimit -n 65536", error, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorFor_Enough_Null() => Assert.Null(FileBudget.ErrorFor(376, 320));

    [Theory]
    [InlineData(300, 320, 0)]
    [InlineData(376, 320, 8)]
    [InlineData(1024, 320, 224)]
    [InlineData(65536, 320, 64184)]
    [InlineData(long.MaxValue, 320, int.MaxValue)]
    public void ForPhones_AnyLimit_LeavesFilesForNodes(long limit, int own, int phones) => Assert.Equal(phones, FileBudget.ForPhones(limit, own));

    [Fact]
    public void Limit_OfThisProcess_IsWhatTheKernelSays()
    {
        var line = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal));

        Assert.Contains($" {OpenFiles.Limit()} ", line, StringComparison.Ordinal);
        Assert.InRange(OpenFiles.Count(), 3, OpenFiles.Limit());
    }
}
