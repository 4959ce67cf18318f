using System.Text.Json;

namespace CallManagerSimulator;

/// <summary>
/// Writes executed logins to a file, one line of JSON each. The kernel has the line before the login is answered. So the file is complete even if the
/// process is killed.
/// </summary>
internal sealed class ExecutedLoginFile(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Add(ExecutedLogin login)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(login), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
