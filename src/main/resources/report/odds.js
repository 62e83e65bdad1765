'use strict';
// A question of odds: a threshold and a date are chosen, and the page says how probable the release is, what vintages gave, and
// how such answers have fared.
charts.ready.then(() => {
  const [threshold, before, answer] = ['odds-threshold', 'odds-before', 'odds-answer'].map(id => document.getElementById(id));
  if (!threshold) return;
  const {chance, percent} = charts;
  const asked = (row, view) => row.threshold === Number(view.above) && row.before === Date.parse(view.by);

  /** A date some months later, or the last day of that month if it has no such day. */
  function monthsLater(date, months) {
    const later = new Date(date);
    const day = later.getUTCDate();
    later.setUTCDate(1);
    later.setUTCMonth(later.getUTCMonth() + months);
    const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
    return later.setUTCDate(Math.min(day, last));
  }

  /** Which probability to quote, and how the method's answers have fared at the nearest lead scored that is no shorter, as the command says it. */
  function record(row, others) {
    const scores = charts.dataset('odds-reliability').filter(score => score.method === row.method && score.lead_months > 0
      && monthsLater(row.origin_vintage, score.lead_months) >= row.before);
    const lead = Math.min(...scores.map(score => score.lead_months));
    const similar = scores.find(score => {
      const [low, high] = score.probabilities.split('-').map(Number);
      return score.lead_months === lead && row.probability >= low && (row.probability < high || high >= 1);
    });
    const all = scores.find(score => score.lead_months === lead && score.probabilities === 'all');
    const why = row.paths_start === row.known_to && row.paths_start < row.origin_vintage
      ? ': its paths start where coverage ends, so releases whose value is not known yet count.' + others.map(other =>
        ` The ${chance(other.probability)} by ${other.way} assumes that every release with an unknown value is below the known record.`).join('')
      : row.paths_start < row.origin_vintage ? `: its paths start on ${charts.day(row.paths_start)}, after which releases are left out.` : '.';
    const advice = `Quote ${chance(row.probability)}, by ${row.way}, the default${why}`;
    if (!all) return [advice, 'No past answer so far ahead can be scored yet.'];
    const scored = `Past answers by this method, up to ${lead} months ahead, had a Brier score of ${all.brier.toFixed(3)}`
      + (all.brier_benchmark === null ? '' : ` beside ${all.brier_benchmark.toFixed(3)} for the benchmark, a simple forecast by ${charts.page.benchmark}`)
      + `, on ${all.n} questions in ${windows(all)}`
      + (all.n_windows > charts.page.noEvidence ? '' : ': no evidence')
      + '. The Brier score is the mean squared error of probabilities: 0 is perfect, and always saying 50% scores 0.25.';
    if (!similar) return [advice, scored, `No past answer like it, up to ${lead} months ahead, can be scored yet.`];
    const [low, high] = similar.probabilities.split('-').map(Number);
    return [advice, scored, `Of ${similar.n} past answers from ${percent(low)} to ${percent(high)}, up to ${lead} months ahead, `
      + `${percent(similar.share_happened)} came true; they are in ${windows(similar)}`
      + (similar.n_windows > charts.page.noEvidence ? '.' : ', too few to judge.')];
  }

  function windows(score) {
    return `${score.n_windows} ${score.n_windows === 1 ? 'window' : 'windows that do not overlap'}`;
  }

  /** A threshold may be written in more than one way. */
  const option = view => [...threshold.options].find(each => Number(each.value) === Number(view.above));

  /** The answer, and what there is to know of it: one line each. */
  function sentences(view) {
    const ways = charts.dataset('odds').filter(row => asked(row, view));
    const usual = part.valid(view) && ways.find(row => row.is_default && row.probability !== null);
    if (!usual) return ['No probability is published for this threshold and date: choose others.'];
    const vintages = charts.dataset('odds-by-vintage').filter(row => asked(row, view) && row.is_default)
      .sort((a, b) => a.probability - b.probability);
    const quoted = row => `${chance(row.probability)} (${charts.day(row.origin_vintage)})`;
    const others = ways.filter(row => !row.is_default && row.probability !== null);
    const published = others.filter(row => row.event === usual.event);
    const inDatabase = others.filter(row => row.event !== usual.event).sort((a, b) => b.probability - a.probability)
      .map(row => `${chance(row.probability)} by ${row.way.replace(/^in the database, /, '')}`);
    const isCoverageEnd = usual.paths_start === usual.known_to && usual.paths_start < usual.origin_vintage;
    return [
      `By ${usual.way}, a release of at least ${threshold.selectedOptions[0].textContent} ${charts.unit(usual.metric)} is published by `
        + `${before.selectedOptions[0].textContent} with probability ${chance(usual.probability)}.`,
      ...record(usual, published.filter(row => row.paths_start === row.origin_vintage)),
      'Paths are simulated futures: growth goes on with its uncertainty, and releases come and scatter as past ones did. The answer is the share of '
        + `paths with such a release by then, ± ${(100 * usual.monte_carlo_error).toFixed(1)}% from the number of paths alone.`,
      ...isCoverageEnd ? [`${usual.way[0].toUpperCase() + usual.way.slice(1)} start in ${charts.month(usual.paths_start)}, where coverage ends: `
        + 'later releases are known that have no value yet.'] : [],
      ...inDatabase.length ? ['A value enters the database some time after the release. '
        + `The probability that it is there by then: ${inDatabase.join(', ')}.`] : [],
      ...vintages.length > 1 ? [`By the default forecasts of all vintages, the probability ranges from ${quoted(vintages[0])} to ${quoted(vintages[vintages.length - 1])}.`] : [],
    ];
  }

  const part = {
    first: {above: threshold.value, by: before.value},
    keys: ['above', 'by'],
    draws: ['odds-by-vintage'],
    shown: {'odds-by-vintage': asked},
    valid: view => part.isKnown('above', view) && part.isKnown('by', view),
    isKnown: (key, view) => key === 'above' ? option(view) !== undefined : charts.has(before, view.by),
    async show(view) {
      threshold.value = option(view)?.value;
      before.value = view.by;
      const [first, ...others] = sentences(view);
      answer.firstElementChild.textContent = first;
      answer.lastElementChild.replaceChildren(...tabular.items(others));
      await charts.draw(charts.chart('odds-by-vintage'), 0, {threshold: Number(view.above), before: Date.parse(view.by)});
    },
  };
  threshold.addEventListener('change', () => charts.change({above: threshold.value}));
  before.addEventListener('change', () => charts.change({by: before.value}));
  charts.parts.push(part);
});
