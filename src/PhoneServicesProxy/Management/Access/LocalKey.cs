using System.Security.Cryptography;
using System.Text;
using PhoneServicesProxy.Configuration;
using PhoneServicesProxy.Management.Overrides;

namespace PhoneServicesProxy.Management.Access;

/// <summary>
/// The key of this machine's administrator, as BIND's rndc.key. It is made once, beside the state file, if no shared key is configured. Only the
/// gateway's user and root can read it. The command line finds it there.
/// </summary>
internal sealed partial class LocalKey
{
    public const string FileName = "management.key";

    /// <param name="configuration">Decides whether a key is needed.</param>
    /// <param name="state">Gives the folder.</param>
    /// <param name="logger">Receives the reason if no key can be made.</param>
    public LocalKey(CurrentConfiguration configuration, OverrideFile state, ILogger<LocalKey> logger)
    {
        var options = configuration.Options.Get<ManagementOptions>();
        if (!string.IsNullOrEmpty(options.Url) && !options.HasSharedKey && BesideStateFile(state.Path) is { } file)
        {
            Value = ReadOrMake(file, logger);
            if (Value is not null)
            {
                LogInUse(logger, file);
            }
        }
    }

    /// <summary>Null if there is none.</summary>
    public string? Value { get; }

    public static string? BesideStateFile(string? stateFile) =>
        stateFile is null ? null : Path.Combine(Path.GetDirectoryName(stateFile)!, FileName);

    private static string? ReadOrMake(string file, ILogger<LocalKey> logger)
    {
        if (ApiKeyFile.Read(file) is { Length: >= ApiKeyFile.MinLength } known)
        {
            return known;
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        try
        {
            PrivateFile.Write(file, Encoding.ASCII.GetBytes(made + "\n"));
            return made;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotMade(logger, file, error.Message);
            return null;
        }
    }

    [LoggerMessage(2, LogLevel.Information, "Changes at the management endpoint need the API key in {File}.", EventName = "ApiKeyInUse")]
    private static partial void LogInUse(ILogger logger, string file);

    [LoggerMessage(1, LogLevel.Warning, "No API key could be written to {File}: {Error} Until there is one, no change is accepted. Make its directory writable, or set PhoneServices:Management:ApiKeyFile.", EventName = "ApiKeyNotMade")]
    private static partial void LogNotMade(ILogger logger, string file, string error);
}
