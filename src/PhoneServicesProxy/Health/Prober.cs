using PhoneServicesProxy.Attempts;

namespace PhoneServicesProxy.Health;

/// <summary>
/// Decides when one node is asked one question. Services that ask the same question share its probes, and each judges the answer by its own
/// rules. Probers do not wait for each other.
/// </summary>
internal sealed class Prober
{
    private readonly Lock _gate = new();
    private readonly List<ProbeRun> _unanswered = [];
    private readonly ProbeSender _sender;
    private readonly ProbeJudge _judge;
    private readonly Func<HealthOptions> _options;
    private readonly Func<double> _chance;
    private readonly TimeProvider _time;
    private readonly ProbeClock _clock;
    private ProbedService[] _services = [];
    private bool _wanted;
    private bool _stopped;

    public Prober(
        ProbeQuestion question,
        ProbeSender sender,
        ProbeJudge judge,
        Func<HealthOptions> options,
        Func<double> chance,
        TimeProvider time)
    {
        (Question, _sender, _judge, _options, _chance, _time) = (question, sender, judge, options, chance, time);
        _clock = new ProbeClock(OnTimer, time);
    }

    public ProbeQuestion Question { get; }

    private ProbePace Pace => ProbePace.From(_services.Select(service => service.Settings), _options());

    /// <summary>Answers for this service, too.</summary>
    /// <returns>True if its rules are new.</returns>
    public bool AnswerFor(NodeHealth node, ProbeSettings settings)
    {
        lock (_gate)
        {
            if (Array.Exists(_services, service => service.Node == node && service.Settings == settings))
            {
                return false;
            }

            _services = [.. _services.Where(service => service.Node != node), new(node, settings, new ProbeCheck(settings.Metadata))];
            return true;
        }
    }

    /// <returns>True if no service is left.</returns>
    public bool Leave(NodeHealth node)
    {
        lock (_gate)
        {
            _services = Array.FindAll(_services, service => service.Node != node);
            _stopped |= _services.Length == 0;
            return _stopped;
        }
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
        NodeHealth? alarmed;
        ProbeRun run;
        ProbedService[] services;
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            var pace = Pace;
            if (_unanswered.Count >= pace.Fall || !_clock.IsDue())
            {
                return;
            }

            services = _services;
            alarmed = _unanswered.Count > 0 ? Array.Find(services, service => !service.Node.ProbesFail)?.Node : null;
            run = Start(pace);
        }

        if (alarmed is not null)
        {
            _judge.Alert(alarmed);
        }

        _ = RunAsync(run, services);
    }

    private ProbeRun Start(ProbePace pace)
    {
        var run = new ProbeRun(_clock.Start(), pace.Timeout, _time);
        _wanted = false;
        _unanswered.Add(run);
        if (_unanswered.Count < pace.Fall)
        {
            _clock.Schedule(AfterUnanswered(pace));
        }

        return run;
    }

    private TimeSpan AfterUnanswered(ProbePace pace) => pace.AfterUnanswered(Array.TrueForAll(_services, service => service.Node.ProbesFail));

    private async Task RunAsync(ProbeRun run, ProbedService[] services)
    {
        using (run)
        {
            var answers = await _sender.SendAsync(services[0].Node, Array.ConvertAll(services, service => service.Check), run.Token);
            using var response = Array.Find(answers, answer => answer.Good).Response;
            if (!EndOf(run, Array.Exists(answers, answer => answer.Good)))
            {
                return;
            }

            try
            {
                // A stale connection, or a lack of the gateway's own resources, says nothing about the node. The next probe will.
                if (answers[0].Failure is not (AttemptFailure.StaleConnection or AttemptFailure.GatewayExhausted))
                {
                    _judge.Judge([.. services.Select((service, i) => (service.Node, answers[i]))], run.Started);
                }
            }
            finally
            {
                ScheduleNext(services, answers);
            }
        }
    }

    /// <summary>Frees the place of the probe and, after a good answer, of older probes. Returns true if the probe counts.</summary>
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

    private void ScheduleNext(ProbedService[] services, ProbeAnswer[] answers)
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            var pace = Pace;
            if (_unanswered.Count >= pace.Fall)
            {
                return;
            }

            var chance = _chance();
            var wait = _unanswered.Count > 0
                ? AfterUnanswered(pace)
                : services.Select((service, i) => AfterResult(pace, service.Node, answers[i], chance)).Min();
            _clock.Schedule(_wanted && wait > pace.Fast ? pace.Fast : wait);
        }
    }

    private static TimeSpan AfterResult(ProbePace pace, NodeHealth node, ProbeAnswer answer, double chance)
    {
        var health = node.Destination.Health;
        return pace.AfterResult(answer.Good || node.ProbeIsWrong, health.Active, health.Passive, chance);
    }
}
