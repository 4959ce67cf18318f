using System.Diagnostics;
using PhoneServicesProxy.Commands;
using PhoneServicesProxy.Composition;
using PhoneServicesProxy.Configuration;

namespace PhoneServicesProxy.Tests.Commands;

/// <summary>Root reads everything; the service does not. The user of these tests is one that every Linux has.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ServiceUserTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-user").FullName;

    public ServiceUserTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can become another user");
        File.SetUnixFileMode(_directory, Private | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    [Fact]
    public async Task CheckAsync_KeyThatTheUserCannotRead_NamesKeyAndRemedy()
    {
        var key = Write("server.key", Private);

        var (errors, untested) = await CheckAsync([], new() { Tls = new() { Certificate = new() { KeyPath = key } } });

        Assert.Null(untested);
        var error = Assert.Single(errors);
        Assert.Equal("PhoneServices:Tls:Certificate:KeyPath", error.Key);
        Assert.Contains($"is \"{key}\", which cannot be read by the user nobody", error.Message, StringComparison.Ordinal);
        Assert.Contains("chgrp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_SiteFileThatTheUserCannotRead_NamesTheFile()
    {
        var site = Write("site.json", Private);

        var error = Assert.Single((await CheckAsync([site], new())).Errors);

        Assert.Equal((site, "file"), (error.Source, error.Key));
    }

    [Fact]
    public async Task CheckAsync_FileInAFolderThatTheUserMayNotEnter_IsWrong()
    {
        var site = Write("site.json", Private | UnixFileMode.OtherRead);
        File.SetUnixFileMode(_directory, Private | UnixFileMode.UserExecute);

        Assert.Single((await CheckAsync([site], new())).Errors);
    }

    [Fact]
    public async Task CheckAsync_FilesThatTheUserCanRead_AreRight() =>
        Assert.Empty((await CheckAsync([Write("site.json", Private | UnixFileMode.OtherRead)], new())).Errors);

    [Fact]
    public async Task CheckAsync_NoSuchUser_SaysThatItWasNotTested()
    {
        var (errors, untested) = await ServiceUser.CheckAsync([Write("site.json", Private)], FeatureOptions.Of(new PhoneServicesOptions()), "no-such-user", "no-such-user");

        Assert.Empty(errors);
        Assert.Contains("was not tested", untested, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static Task<(IReadOnlyList<ConfigurationError> Errors, string? Untested)> CheckAsync(IEnumerable<string> files, PhoneServicesOptions options) =>
        ServiceUser.CheckAsync(files, FeatureOptions.Of(options), "nobody", GroupOfNobody());

    private static string GroupOfNobody()
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn", "nobody"]) { RedirectStandardOutput = true })!;
        return id.StandardOutput.ReadToEnd().Trim();
    }

    private string Write(string name, UnixFileMode mode)
    {
        var file = Path.Combine(_directory, name);
        File.WriteAllText(file, "{ }");
        File.SetUnixFileMode(file, mode);
        return file;
    }
}
