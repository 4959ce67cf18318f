namespace PhoneServicesProxy.Commands;

/// <summary>Prints the schema of settings files. It is generated from the option types and shipped beside the settings.</summary>
internal static class SchemaCommand
{
    private const string Name = "phone-services-proxy.schema.json";

    public static async Task<int> RunAsync(Stream output)
    {
        var path = Path.Combine(AppContext.BaseDirectory, Name);
        try
        {
            await using var schema = File.OpenRead(path);
            await schema.CopyToAsync(output);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{path}: cannot be read, or not be written to standard output: {error.Message.TrimEnd('.')}.");
            return ExitCode.Failure;
        }
    }
}
