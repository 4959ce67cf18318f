using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>Decides when one node is probed in one service. It waits only for its own clock and its own probes.</summary>
internal sealed class Prober
{
    private readonly Lock _gate = new();
    private readonly List<ProbeRun> _unanswered = [];
    private readonly NodeHealth _node;
    private readonly ProbeSender _sender;
    private readonly ProbeJudge _judge;
    private readonly Func<HealthOptions> _options;
    private readonly Func<double> _chance;
    private readonly TimeProvider _time;
    private readonly ProbeClock _clock;
    private ProbeSettings _settings;
    private ProbeCheck _check;
    private bool _wanted;
    private bool _stopped;

    public Prober(
        NodeHealth node,
        ProbeSettings settings,
        ProbeSender sender,
        ProbeJudge judge,
        Func<HealthOptions> options,
        Func<double> chance,
        TimeProvider time)
    {
        (_node, _settings, _sender, _judge, _options, _chance, _time) =
            (node, settings, sender, judge, options, chance, time);
        _check = new ProbeCheck(settings.Metadata);
        _clock = new ProbeClock(OnTimer, time);
    }

    private ProbePace Pace => ProbePace.From(_settings, _options());

    /// <summary>Takes other settings. If they differ, it probes soon.</summary>
    public void Configure(ProbeSettings settings)
    {
        lock (_gate)
        {
            if (_settings == settings)
            {
                return;
            }

            _settings = settings;
            _check = new ProbeCheck(settings.Metadata);
        }

        ProbeSoon();
    }

    /// <summary>Probes now, or as soon as <see cref="ProbePace.Fast"/> has passed since the start of the last probe.</summary>
    public void ProbeSoon()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _wanted = true;
            var pace = Pace;
            if (_unanswered.Count < pace.Fall)
            {
                _clock.Schedule(_clock.HasStarted ? pace.Fast : TimeSpan.Zero);
            }
        }
    }

    /// <summary>Cancels all probes. Their results no longer count. The task ends with the last of them.</summary>
    public Task StopAsync()
    {
        ProbeRun[] runs;
        lock (_gate)
        {
            _stopped = true;
            runs = [.. _unanswered];
        }

        _clock.Stop();
        Array.ForEach(runs, run => run.Cancel());
        return Task.WhenAll(runs.Select(run => run.Ended));
    }

    private void OnTimer()
    {
        bool alert;
        ProbeRun run;
        ProbeCheck check;
        lock (_gate)
        {
            var pace = Pace;
            if (_stopped || _unanswered.Count >= pace.Fall || !_clock.IsDue())
            {
                return;
            }

            alert = _unanswered.Count > 0 && !_node.ProbesFail;
            check = _check;
            run = Start(pace);
        }

        if (alert)
        {
            _judge.Alert(_node);
        }

        _ = RunAsync(run, check);
    }

    private ProbeRun Start(ProbePace pace)
    {
        var run = new ProbeRun(_clock.Start(), pace.Timeout, _time);
        _wanted = false;
        _unanswered.Add(run);
        if (_unanswered.Count < pace.Fall)
        {
            _clock.Schedule(pace.AfterUnanswered(_node.ProbesFail));
        }

        return run;
    }

    private async Task RunAsync(ProbeRun run, ProbeCheck check)
    {
        using (run)
        {
            var answer = await _sender.SendAsync(_node, check, run.Token);
            using var response = answer.Response;
            if (!EndOf(run, answer.Good))
            {
                return;
            }

            try
            {
                // A stale connection, or a lack of the gateway's own resources, says nothing about the node. The next probe will.
                if (answer.Failure is not (AttemptFailure.StaleConnection or AttemptFailure.GatewayExhausted))
                {
                    _judge.Judge(_node, run.Started, answer);
                }
            }
            finally
            {
                ScheduleNext(answer);
            }
        }
    }

    /// <summary>Frees the place of the probe, and of older ones that a good answer has overtaken. Returns true if the probe counts.</summary>
    private bool EndOf(ProbeRun run, bool good)
    {
        ProbeRun[] overtaken;
        lock (_gate)
        {
            _unanswered.Remove(run);
            if (_stopped || run.Abandoned)
            {
                return false;
            }

            overtaken = good ? [.. _unanswered.Where(other => other.Started < run.Started)] : [];
            foreach (var other in overtaken)
            {
                other.Abandoned = true;
                _unanswered.Remove(other);
            }
        }

        Array.ForEach(overtaken, other => other.Cancel());
        return true;
    }

    private void ScheduleNext(ProbeAnswer answer)
    {
        lock (_gate)
        {
            var pace = Pace;
            if (_stopped || _unanswered.Count >= pace.Fall)
            {
                return;
            }

            var health = _node.Destination.Health;
            var wait = _unanswered.Count > 0
                ? pace.AfterUnanswered(_node.ProbesFail)
                : pace.AfterResult(answer.Good || _node.ProbeIsWrong, health.Active, health.Passive, _chance());
            _clock.Schedule(_wanted && wait > pace.Fast ? pace.Fast : wait);
        }
    }
}
