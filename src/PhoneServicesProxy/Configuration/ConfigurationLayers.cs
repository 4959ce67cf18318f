namespace PhoneServicesProxy.Configuration;

/// <summary>The sources of the configuration. Later layers win.</summary>
/// <param name="Files">The shipped file and those given with <c>--config</c>, as full paths.</param>
/// <param name="Arguments">Settings of the command line, such as <c>--Urls http://*:80</c>.</param>
internal sealed record ConfigurationLayers(IReadOnlyList<string> Files, IReadOnlyList<string> Arguments)
{
    /// <summary>The key of an error that concerns a whole file.</summary>
    public const string FileKey = "file";

    /// <summary>The site's last file, which overrides its other files; null if there is none.</summary>
    public string? SiteFile => Files.Skip(1).LastOrDefault();

    public static ConfigurationLayers Shipped(IEnumerable<string> siteFiles, IReadOnlyList<string> arguments) =>
        new([Path.Combine(AppContext.BaseDirectory, "appsettings.json"), .. siteFiles.Select(Path.GetFullPath)], arguments);

    /// <summary>Reads all layers. A file that cannot be read is an error and is left out, so the others are still checked.</summary>
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
                builder.Add(new JsonLayer(Path.GetFileName(file), mistakes.Length == 0 ? bytes : JsonFile.WithoutRepeats(bytes)));
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

    /// <summary>If a folder may not be entered, its files seem not to exist. This method finds the real reason.</summary>
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
            // The file does not exist.
        }

        return "does not exist. Write the path of an existing file after --config.";
    }

    private static string Describe(Exception error) =>
        $"cannot be read: {error.Message.TrimEnd('.')}. {(error is UnauthorizedAccessException ? "Let the user that the gateway runs as read it; by hand, try sudo." : "Write the path of one that can be read.")}";
}
