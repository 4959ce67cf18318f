using System.Text;

namespace CallManagerSimulator.Transport;

/// <summary>The heads of a node's last requests, byte for byte. Latin-1 keeps every byte.</summary>
internal sealed class RequestRecorder
{
    private const int MaxHeads = 1000;
    private readonly Lock _lock = new();
    private readonly Queue<string> _heads = [];

    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_lock)
            {
                return [.. _heads];
            }
        }
    }

    public void Add(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        lock (_lock)
        {
            if (_heads.Count == MaxHeads)
            {
                _heads.Dequeue();
            }

            _heads.Enqueue(text);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _heads.Clear();
        }
    }
}
