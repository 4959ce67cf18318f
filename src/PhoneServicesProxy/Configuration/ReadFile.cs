using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// A file that has been read and checked, for the framework to take its values from: read again, it might hold something else by now. The
/// framework's own provider also hides files whose name begins with a dot, into which Kubernetes puts the files of a ConfigMap.
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
