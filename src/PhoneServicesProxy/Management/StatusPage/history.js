// The outcomes of presses for each service: five minutes at the beginning, then second by second.

export class History {
  constructor() {
    this.services = new Map();
    this.to = 0;
  }

  begin(report) {
    this.to = report.to;
    this.services = new Map(report.services.map(service => [service.service, {
      title: service.title,
      answered: [...service.answers],
      saved: service.failedOver.map((value, i) => value + service.hedged[i]),
      lost: [...service.lost],
    }]));
  }

  add(second) {
    if (second.second <= this.to) {
      return;
    }

    this.to = second.second;
    const presses = new Map(second.services.map(service => [service.service, service.presses]));
    for (const [name, series] of this.services) {
      const saw = presses.get(name);
      push(series.answered, saw ? saw.ok + saw.failedOver + saw.hedged : 0);
      push(series.saved, saw ? saw.failedOver + saw.hedged : 0);
      push(series.lost, saw ? saw.stalePage + saw.errorPage + saw.busy + saw.notLetIn : 0);
    }
  }

  // The last minute in figures.
  minute(name) {
    const series = this.services.get(name);
    const sum = values => values.slice(-60).reduce((a, b) => a + b, 0);
    return series ? { answered: sum(series.answered), saved: sum(series.saved), lost: sum(series.lost) } : { answered: 0, saved: 0, lost: 0 };
  }
}

function push(values, value) {
  values.push(value);
  values.shift();
}
