namespace PhoneServicesProxy.Configuration;

/// <summary>Where the configuration comes from; later layers win.</summary>
/// <param name="Files">The shipped file and those given with <c>--config</c>, as full paths.</param>
/// <param name="Arguments">Settings of the command line, such as <c>--Urls http://*:80</c>.</param>
internal sealed record ConfigurationLayers(IReadOnlyList<string> Files, IReadOnlyList<string> Arguments)
{
    /// <summary>Stands for the key where a whole file is wrong.</summary>
    public const string FileKey = "file";

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
            Action<IConfigurationBuilder> add = layers => layers.AddJsonFile(source =>
            {
                source.Path = Path.GetFileName(file);
                source.FileProvider = new DirectoryFileProvider(Path.GetDirectoryName(file)!);
            });
            var alone = new ConfigurationBuilder();
            add(alone);
            (alone.Build() as IDisposable)?.Dispose();
            add(builder);
        }
        catch (FileNotFoundException)
        {
            errors.Add(new(file, FileKey, "does not exist. Write the path of an existing file after --config."));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or FormatException)
        {
            errors.Add(new(file, FileKey, $"cannot be read: {Innermost(error).Message} Comments (//) and trailing commas are allowed."));
        }
    }

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
