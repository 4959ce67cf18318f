namespace PhoneServicesProxy.Configuration;

/// <summary>Where the configuration comes from; later layers win.</summary>
/// <param name="Files">The shipped file and those given with <c>--config</c>, as full paths.</param>
/// <param name="Arguments">Settings of the command line, such as <c>--Urls http://*:80</c>.</param>
internal sealed record ConfigurationLayers(IReadOnlyList<string> Files, IReadOnlyList<string> Arguments)
{
    /// <summary>Stands for the key where a whole file is wrong.</summary>
    public const string FileKey = "file";

    /// <summary>The file of the site that wins over its others; null where there is none.</summary>
    public string? SiteFile => Files.Skip(1).LastOrDefault();

    public static ConfigurationLayers Shipped(IEnumerable<string> siteFiles, IReadOnlyList<string> arguments) =>
        new([Path.Combine(AppContext.BaseDirectory, "appsettings.json"), .. siteFiles.Select(Path.GetFullPath)], arguments);

    /// <summary>Reads every layer afresh. A file that cannot be read is an error and left out, so that the others are still checked.</summary>
    public IConfigurationRoot Read(ICollection<ConfigurationError> errors)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in Files)
        {
            AddFile(builder, file, errors);
        }

        return builder.AddEnvironmentVariables().AddCommandLine([.. Arguments]).Build();
    }

    private static void AddFile(ConfigurationBuilder builder, string file, ICollection<ConfigurationError> errors)
    {
        try
        {
            var bytes = SmallFile.ReadAllBytes(file);
            var mistakes = JsonFile.Check(bytes).ToArray();
            foreach (var mistake in mistakes)
            {
                errors.Add(mistake.Key is { } key
                    ? new(Path.GetFileName(file), key, mistake.Message)
                    : new(file, FileKey, mistake.Message) { SpoilsFile = true });
            }

            if (!mistakes.Any(mistake => mistake.SpoilsFile))
            {
                builder.AddJsonFile(source =>
                {
                    source.Path = Path.GetFileName(file);
                    source.FileProvider = new ReadFile(source.Path, mistakes.Length == 0 ? bytes : JsonFile.WithoutRepeats(bytes));
                });
            }
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(new(file, FileKey, Missing(file)) { SpoilsFile = true });
        }
        catch (UnfitFileException error)
        {
            errors.Add(new(file, FileKey, $"{error.Fact}. Write the path of a file, such as --config /etc/phone-services-proxy/site.json.") { SpoilsFile = true });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(file, FileKey, Describe(error)) { SpoilsFile = true });
        }
    }

    /// <summary>In a folder that may not be entered, no file seems to exist.</summary>
    private static string Missing(string file)
    {
        try
        {
            File.GetAttributes(file);
        }
        catch (UnauthorizedAccessException error)
        {
            return Describe(error);
        }
        catch (IOException)
        {
            // It is not there.
        }

        return "does not exist. Write the path of an existing file after --config.";
    }

    private static string Describe(Exception error) =>
        $"cannot be read: {error.Message.TrimEnd('.')}. {(error is UnauthorizedAccessException ? "Let the user that the gateway runs as read it; by hand, try sudo." : "Write the path of one that can be read.")}";
}
