'use strict';
// What a training run takes: the rule, the words and the units of the command `run-cost`.
charts.ready.then(() => {
  const [compute, on, answer, result, holder, notes, link, given] = ['compute', 'on', 'answer', 'result', 'table', 'notes', 'csv', 'fits']
    .map(id => document.getElementById('run-cost-' + id));
  if (!given) return;
  const {daysPerYear, first: earliest, last, least, largest, range: runs, fits} = JSON.parse(given.textContent);
  fields.rules.set(on, 'middle');
  const first = {flop: compute.value, on: fields.date(on)};
  let file = null;
  // The 97.5% quantile of the normal distribution.
  const NORMAL = 1.96;

  const digits = value => {
    if (value >= 1e6 || value < 9.95e-5) return value.toExponential(1).replace('+', '');
    return value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
  };
  function scaled(value, units) {
    const unit = units.findIndex((each, power) => value / 1000 ** power < 999.5 || power === units.length - 1);
    return digits(value / 1000 ** unit) + units[unit];
  }
  const amounts = {
    power: watts => scaled(watts, [' W', ' kW', ' MW', ' GW', ' TW']),
    duration: hours => `${digits(hours / 24)} days`,
    energy: kilowattHours => scaled(kilowattHours, [' kWh', ' MWh', ' GWh', ' TWh']),
  };
  const amount = (fit, value) => (amounts[fit.resource] ?? (dollars => '$' + scaled(dollars, ['', 'k', 'M', 'B', 'T'])))(value);

  /** What a run takes by a fit; null where there is no fit, or beyond the range of numbers. */
  function estimate(fit, flop, date) {
    if (fit.residual_sd_oom === undefined) return null;
    const [time, log] = [lines.years(date, daysPerYear), Math.log10(flop)];
    const [x, y] = [time - fit.mean_years, log - fit.mean_log10_compute];
    const slopes = x * x * fit.slope_variance_factor + 2 * x * y * fit.covariance_factor + y * y * fit.elasticity_variance_factor;
    const scale = fit.residual_sd_oom * Math.sqrt(1 + 1 / fit.n + Math.max(0, slopes));
    const median = fit.intercept_oom + fit.slope_oom_per_year * time + fit.elasticity * log;
    const ends = margin => [10 ** (median - margin * scale), 10 ** (median + margin * scale)];
    const [at80, at95] = [ends(fit.margin80), ends(fit.margin95)];
    return at95[0] > 0 && at95[1] < Infinity ? {median: 10 ** median, at80, at95} : null;
  }

  /** The two known runs of a fit that are nearest in compute and date; an order of magnitude equals a year. */
  function nearest({runs: known = []}, flop, date) {
    const far = run => Math.hypot((Date.parse(run.publishedOn) - date) / lines.DAY / daysPerYear, Math.log10(run.computeFlop / flop));
    return [...known].sort((a, b) => far(a) - far(b) || (a.model < b.model ? -1 : 1)).slice(0, 2);
  }

  /** Why some of the 95% intervals are much wider than errors of a normal distribution would make them; nothing where none is. */
  function wide(found) {
    const far = found.filter(({fit, got}) => got && fit.margin95 > 1.5 * NORMAL).sort((a, b) => b.fit.margin95 - a.fit.margin95)
      .map(({fit}) => `that of “${fit.label}” (${fit.n} runs) reaches ${fit.margin95.toFixed(1)} standard errors to each side`);
    return far.length && `Of the 95% intervals ${far.join(', ')}. Normal errors would give ${NORMAL}.`;
  }

  function write(view) {
    const [flop, date] = [fields.number(view.flop), Date.parse(view.on)];
    const found = fits.map(fit => ({fit, got: estimate(fit, flop, date)}));
    const isMore = ({fit, got}) => got !== null && flop > fit.largest_compute_flop;
    const isLess = ({fit, got}) => got !== null && flop < fit.least_compute_flop;
    const beyond = (is, word) => found.some(is) ? ` For at least one resource, no known run has so ${word} compute: its estimate goes beyond what has been seen.` : '';
    const few = found.some(({fit}) => fit.status === 'FEW_RUNS');
    const period = on.value.trim();
    answer.textContent = `What a run of ${charts.value(flop)} FLOP takes on ${view.on}${period === view.on ? '' : `, the middle of ${period}`}, by vintage ${charts.day(charts.page.vintage)}.`
      + beyond(isMore, 'much') + beyond(isLess, 'little');
    const remarks = [
      'Intervals are for a single run. They take in how far runs are from the fit, and how uncertain the fit is at this compute and date. '
        + 'Their width is set by past misses, each of a run whose organization was left out of the fit.',
      'The largest prediction errors for known runs set the width of a 95% interval.',
      wide(found),
      'Inside 80%: the share of known runs inside their 80% interval, computed from the runs of other organizations.',
      few && '* Few runs: fewer than fifty.',
      ...fits.filter(fit => fit.resource === 'cost-amortized' && fit.slope_oom_per_year !== undefined)
        .map(fit => `A year later the amortized cost of the same compute is ${Math.round(100 * 10 ** fit.slope_oom_per_year)}% of this.`),
    ];
    notes.replaceChildren(...tabular.items(remarks.filter(Boolean)));
    // A line is broken between amounts, not within one.
    const whole = (fit, value) => amount(fit, value).replace(' ', '\u00a0');
    const range = (fit, ends) => ends.map(end => whole(fit, end)).join(' to ');
    const columns = ['Resource', 'Median', '80% of such runs', '95% of such runs', 'Runs', 'Inside 80%', 'Nearest known runs'];
    holder.replaceChildren(tabular.table('What the run takes', columns, found.map(({fit, got}) => [
      fit.label, got ? whole(fit, got.median) : '-',
      got ? range(fit, got.at80) : fit.status === 'NOT_FITTED' ? 'too few runs known' : 'beyond the range of numbers',
      got ? range(fit, got.at95) : '-',
      fit.n + (fit.status === 'FEW_RUNS' ? '*' : ''), fit.left_out_coverage80 === undefined ? '-' : `${Math.round(100 * fit.left_out_coverage80)}%`,
      got ? nearest(fit, flop, date).map(({model, value}) => `${model} ${whole(fit, value)}`).join('; ') || '-' : '-'])));
    file = tabular.csv([['resource', 'unit', 'training_compute_flop', 'published_on', 'median', 'ci80_low', 'ci80_high', 'ci95_low', 'ci95_high', 'n', 'left_out_coverage80',
      'status', 'beyond_known_runs'], ...found.map(each => [each.fit.resource, each.fit.unit, flop, view.on, each.got?.median, ...each.got?.at80 ?? [null, null],
      ...each.got?.at95 ?? [null, null], each.fit.n, each.fit.left_out_coverage80, each.fit.status, isMore(each) || isLess(each)])]);
  }

  const part = {
    first,
    keys: ['flop', 'on'],
    draws: [],
    section: 'run-cost-answer',
    shown: {},
    valid: view => part.isKnown('flop', view) && part.isKnown('on', view),
    isKnown: (key, view) => key === 'flop' ? fields.number(view.flop) > 0 && fields.number(view.flop) < Infinity : fields.isDay(view.on),
    show(view) {
      if (compute !== document.activeElement) compute.value = view.flop;
      fields.write(on, view.on);
      const of = `the costs of vintage ${charts.day(charts.page.vintage)} are of`;
      const outside = !part.valid(view) ? ''
        : earliest && view.on < earliest || last && view.on > last
          ? `Published on is ${view.on}: ${of} dates from ${earliest}, the first known run, to ${last}, the end of projections.`
          : fields.number(view.flop) < least || fields.number(view.flop) > largest
            ? `Compute is ${view.flop}: ${of} runs from ${runs}; outside this range there are no known runs and no thresholds of odds.`
            : '';
      result.hidden = !part.valid(view) || outside !== '';
      if (!result.hidden) return write(view);
      file = null;
      holder.replaceChildren();
      answer.textContent = outside ? outside
        : part.isKnown('flop', view) ? `${fields.fault(on, 'Published on') || 'Published on is not a date'}.` : `'${view.flop}' is not a positive number such as 1e27.`;
    },
  };
  // At every key: no answer to an earlier number is beside the one being typed.
  compute.addEventListener('input', () => charts.change({flop: compute.value.trim()}));
  fields.onDate(on, date => charts.change({on: date}));
  tabular.saves(link, () => file);
  charts.parts.push(part);
});
