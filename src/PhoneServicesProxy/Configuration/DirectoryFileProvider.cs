using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace PhoneServicesProxy.Configuration;

/// <summary>
/// Reads files of one directory and watches nothing. The framework's provider hides files whose name begins with a dot,
/// into which Kubernetes puts the files of a ConfigMap.
/// </summary>
internal sealed class DirectoryFileProvider(string directory) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath) => new PhysicalFileInfo(new FileInfo(Path.Combine(directory, subpath)));

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
