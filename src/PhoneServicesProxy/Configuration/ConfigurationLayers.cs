using System.Text.Json;

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
            errors.Add(new(file, FileKey, Missing(file)));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or FormatException)
        {
            errors.Add(new(file, FileKey, Describe(Innermost(error))));
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

    /// <summary>Lines are counted from 1, as editors do.</summary>
    private static string Describe(Exception error) => error switch
    {
        JsonException json => $"cannot be read at line {json.LineNumber + 1}: {json.Message.Split(" LineNumber:")[0]} Comments (//) and trailing commas are allowed.",
        IOException or UnauthorizedAccessException => $"cannot be read: {error.Message.TrimEnd('.')}. Let the user that the gateway runs as read it; by hand, try sudo.",
        _ => $"cannot be read: {error.Message}",
    };

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
