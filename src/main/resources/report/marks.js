'use strict';
// Which marks the headline chart has for a view: what the filters of its layers let through.
const marks = (() => {
  /** The days from which and to which the chart shows values, in milliseconds since 1970. */
  const days = view => [view.from, view.to].map(day => Date.parse(day));
  const rows = (name, view, cohort) => charts.dataset(name).filter(row => row.metric === view.metric && row[cohort] === view.cohort);

  /**
   * Whether a threshold is crossed at a median date that the chart shows.
   *
   * @param cohort the column of the cohort
   * @param median the column of the median date
   * @param low the column of the interval's low end: only crossings with room for a label before it
   */
  function crossed(name, view, cohort, median, low) {
    const [from, to] = days(view);
    return rows(name, view, cohort).some(row => row.status === 'DATED' && row[median] >= from && row[median] <= to
      && (!low || row[low] - from > 0.25 * (to - from)));
  }

  /** What the diamonds are; empty where there are none. The target is what is forecast of the cohort. */
  function diamonds(view, target) {
    if (crossed('crossings', view, 'cohort', 'simulated_median')) return ' Diamonds: when half of the projection’s paths have crossed a threshold.';
    if (!crossed('forecast-crossings', view, 'target', 'median_date')) return '';
    return ` Diamonds: when half of the forecast’s paths have the ${target.toLowerCase()} at or above a threshold.`
      + (document.getElementById('odds') ? ' For the chance of a first release by a date, see “Odds of a release by a date”.' : '');
  }

  /** The releases among the years shown, without those of hidden domains. */
  function releases(view, hidden) {
    const [from, to] = days(view);
    const all = charts.page.datasets.releases ? charts.dataset('releases') : [];
    return all.filter(row => row.metric === view.metric && !hidden.includes(row.domain) && row.published_on >= from && row.published_on <= to);
  }

  /** The names of the layers that have marks; none if there are no releases to name. */
  function present(view, hidden) {
    const [from, to] = days(view);
    const points = releases(view, hidden);
    const isLargest = row => row.frontier_rank !== null || row.record;
    const there = {
      notable: points.some(isLargest),
      points: points.some(row => !isLargest(row)),
      growth: rows('trend-lines', view, 'cohort').some(row => Math.min(row.last_date, to) - Math.max(row.first_date, from) > 0.2 * (to - from)),
      thresholds: crossed('crossings', view, 'cohort', 'simulated_median', 'simulated95_low'),
      forecast_thresholds: crossed('forecast-crossings', view, 'target', 'median_date', 'ci95_low'),
    };
    return there.notable ? Object.keys(there).filter(name => there[name]) : [];
  }

  return {days, diamonds, present};
})();
