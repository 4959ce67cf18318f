using System.Text.Json;

namespace CallManagerSimulator;

/// <summary>
/// Executed logins as lines of JSON in a file. A line is with the kernel before its login is answered: whatever kills the
/// process, and however often it starts again, what it had executed is known afterwards.
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
