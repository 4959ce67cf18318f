namespace PhoneServicesProxy.Watching;

/// <summary>The first bytes of a page on its way to a phone. They contain the title.</summary>
internal sealed class BodyBeginning
{
    private const int Most = 4096;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Add(ReadOnlySpan<byte> written)
    {
        var room = Math.Min(written.Length, Most - _length);
        if (room <= 0)
        {
            return;
        }

        if (_bytes.Length < _length + room)
        {
            Array.Resize(ref _bytes, Math.Min(Most, Math.Max(_length + room, 2 * _bytes.Length)));
        }

        written[..room].CopyTo(_bytes.AsSpan(_length));
        _length += room;
    }
}
