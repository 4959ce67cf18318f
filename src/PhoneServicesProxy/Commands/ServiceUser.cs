using System.Diagnostics;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management;
using PhoneServicesProxy.Nodes;
using PhoneServicesProxy.Tls;

namespace PhoneServicesProxy.Commands;

/// <summary>Checks whether the user of the service can read the configured files. Root can read everything, so root's own check proves nothing.</summary>
internal static class ServiceUser
{
    /// <summary>The user in the package and in the unit.</summary>
    private const string Name = "phone-services-proxy";

    /// <summary>The files that this user cannot read, and what could not be tested.</summary>
    public static Task<(IReadOnlyList<ConfigurationError> Errors, string? Untested)> CheckAsync(IEnumerable<string> configurationFiles, FeatureOptions options) =>
        CheckAsync(configurationFiles, options, Name, Name);

    /// <inheritdoc cref="CheckAsync(IEnumerable{string}, FeatureOptions)"/>
    internal static async Task<(IReadOnlyList<ConfigurationError> Errors, string? Untested)> CheckAsync(
        IEnumerable<string> configurationFiles, FeatureOptions options, string user, string group)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return ([], null);
        }

        var files = FilesOf(configurationFiles, options).ToArray();
        if (!await SucceedsAsync("id", user) || !await SucceedsAsync("setpriv", "--version"))
        {
            return ([], $"Checked as root: that the user the gateway runs as can read {string.Join(", ", files.Select(file => file.Path))} was not tested.");
        }

        var errors = new List<ConfigurationError>();
        foreach (var (key, path) in files)
        {
            if (File.Exists(path) && !await SucceedsAsync("setpriv", $"--reuid={user}", $"--regid={group}", "--init-groups", "--no-new-privs", "test", "-r", Path.GetFullPath(path)))
            {
                errors.Add(new(key is null ? path : null, key ?? ConfigurationLayers.FileKey,
                    $"{(key is null ? "" : $"is \"{path}\", which ")}cannot be read by the user {user}, as whom the service runs. Write: chgrp {group} {path} && chmod 640 {path}, and let that user enter its folders."));
            }
        }

        return (errors, null);
    }

    private static IEnumerable<(string? Key, string Path)> FilesOf(IEnumerable<string> configurationFiles, FeatureOptions options)
    {
        const string Section = SettingKeys.PhoneServices;
        var (tls, management) = (options.Get<TlsOptions>().Certificate, options.Get<ManagementOptions>());
        (string? Key, string? Path)[] files =
        [
            .. configurationFiles.Select(file => ((string?)null, (string?)file)),
            ($"{Section}:Tls:Certificate:Path", tls.Path),
            ($"{Section}:Tls:Certificate:KeyPath", tls.KeyPath),
            ($"{Section}:Management:Certificate:Path", management.Certificate.Path),
            ($"{Section}:Management:Certificate:KeyPath", management.Certificate.KeyPath),
            ($"{Section}:Management:ApiKeyFile", management.ApiKeyFile),
            ($"{Section}:Management:ClientCaFile", management.ClientCaFile),
            .. management.Keys.Select(key => ((string?)$"{Section}:Management:Keys:{key.Key}:KeyFile", key.Value.KeyFile)),
            .. options.Pools.All.SelectMany(pool => pool.Nodes.Select(node => ((string?)$"{pool.NodesKey}:{node.Key}:TrustedCertificateFile", node.Value.TrustedCertificateFile))),
        ];
        return files.Where(file => !string.IsNullOrEmpty(file.Path)).Select(file => (file.Key, file.Path!));
    }

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
