using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Gives the framework a file that is already read and checked, because the file might change before the framework reads it. The
/// framework's own provider also hides files whose names begin with a dot, and Kubernetes puts the files of a ConfigMap into such files.
/// </summary>
internal sealed class ReadFile(string path, byte[] bytes) : IFileProvider, IFileInfo
{
    public bool Exists => true;

    public long Length => bytes.Length;

    public string? PhysicalPath => null;

    public string Name => path;

    public DateTimeOffset LastModified => default;

    public bool IsDirectory => false;

    public Stream CreateReadStream() => new MemoryStream(bytes);

    public IFileInfo GetFileInfo(string subpath) => this;

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
