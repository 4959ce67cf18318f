using System.Collections.Concurrent;
using System.Diagnostics;

namespace PhoneServicesProxy.TestKit.Processes;

/// <summary>
/// Starts processes on one thread that lives as long as this program. A parent death signal is sent when the thread that forked ends
/// (prctl(2)), and pool threads end when they are idle.
/// </summary>
internal static class ProcessStarter
{
    private static readonly Lazy<BlockingCollection<Action>> Work = new(StartThread);

    public static async Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Value.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return await started.Task;
    }

    private static BlockingCollection<Action> StartThread()
    {
        var work = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in work.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "process starter" }.Start();
        return work;
    }
}
