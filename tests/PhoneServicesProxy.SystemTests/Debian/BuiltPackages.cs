using PhoneServicesProxy.SystemTests.Gateway;
using PhoneServicesProxy.TestKit.Processes;

namespace PhoneServicesProxy.SystemTests.Debian;

/// <summary>
/// Two versions of the Debian package, <c>old.deb</c> and <c>new.deb</c>: the one that <c>tests/run</c> has built, else one built here, not compiled ahead of
/// time. Neither is compressed, which takes long and changes nothing here; the second is the first under another number.
/// </summary>
public sealed class BuiltPackages : IAsyncLifetime
{
    public const string Variable = "TEST_PACKAGE";
    public const string OldVersion = "1.0.0~test1";
    public const string NewVersion = "1.0.0~test2";

    /// <summary>A machine that is busy may take its time.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public string Folder { get; } = Directory.CreateTempSubdirectory("gateway-packages").FullName;

    public async ValueTask InitializeAsync()
    {
        DebianPackages.Require("dpkg-deb", "lintian", "systemd-sysusers");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } built)
        {
            File.Copy(built, Path.Combine(Folder, Path.GetFileName(built)));
        }
        else
        {
            await Command.RunAsync(
                Limit, "env", "MSBUILD_ARGUMENTS=-p:PublishReadyToRun=false -p:RunAnalyzers=false", "DPKG_DEB_ARGUMENTS=-Znone", "DEBEMAIL=voice@example.org",
                Path.Combine(Repository.Root, "deploy", "debian", "build"), OldVersion, Folder);
        }

        await Command.RunAsync(
            Limit, "sh", "-c",
            $"cd {Folder} && dpkg-deb -R *_{OldVersion}_*.deb new && sed -i 's/^Version: .*/Version: {NewVersion}/' new/DEBIAN/control && dpkg-deb -Znone --build new new.deb && mv *_{OldVersion}_*.deb old.deb && rm -r new");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
