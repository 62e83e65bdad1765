'use strict';
// The page as an older vintage would have it. Its values are the newest with every change since undone, the newest change first.
charts.ready.then(() => {
  const [slider, date, summary] = ['as-of-vintage', 'as-of-date', 'as-of-answer'].map(id => document.getElementById(id));
  if (!slider) return;
  const trends = charts.dataset('trend-by-vintage');
  const changes = charts.dataset('value-changes').sort((a, b) => b.to_vintage - a.to_vintage);
  // The table of odds may be unpublished.
  const odds = charts.page.datasets['odds-by-vintage'] ? charts.dataset('odds-by-vintage') : [];
  const {metric} = trends[0];
  const now = new Map(charts.dataset('releases').filter(row => row.metric === metric)
    .map(row => [row.release_id, {id: row.release_id, model: row.model, value: row.value, published_on: row.published_on}]));
  const vintages = trends.map(row => charts.day(row.values_vintage));
  const newest = trends[trends.length - 1];
  const since = (row, vintage) => row.to_vintage > vintage && row.kind !== 'RESTATED';

  /**
   * A vintage's values by release: each step from a vintage to the next is undone. To the object kinds it adds, by kind of change,
   * the releases that changed since, by their newest ids.
   */
  function valuesAt(vintage, kinds = {}) {
    const values = new Map(now);
    for (const to of [...new Set(changes.map(row => row.to_vintage))].filter(day => day > vintage)) {
      const step = changes.filter(row => row.to_vintage === to);
      const after = new Map(step.map(row => [row, values.get(row.release_id)]));
      for (const row of step) (kinds[row.kind] ||= new Set()).add((after.get(row) || {id: row.release_id}).id);
      for (const row of step) if (row.new_value !== null) values.delete(row.release_id);
      for (const row of step) {
        if (row.old_value === null) continue;
        const known = after.get(row);
        const id = row.old_release_id ?? row.release_id;
        values.set(id, {id: known ? known.id : id, model: known ? known.model : id, value: row.old_value, published_on: row.old_published_on});
      }
    }
    return values;
  }

  /**
   * How many values were added since, revised or withdrawn, each counted once, however often it changed. A value is added if its
   * release is; a value found for a release that was listed without one is revised.
   */
  function changesSince(vintage) {
    const kinds = {};
    const then = new Map([...valuesAt(vintage, kinds).values()].map(point => [point.id, point]));
    const has = (kind, id) => kinds[kind] !== undefined && kinds[kind].has(id);
    const fresh = [...now.keys()].filter(id => !then.has(id));
    const added = fresh.filter(id => has('ADDED', id)).length;
    const revised = [...now.values()].filter(({id, value, published_on}) => then.has(id) && has('REVISED', id)
      && (then.get(id).value !== value || then.get(id).published_on !== published_on)).length;
    return {added, revised: revised + fresh.length - added, withdrawn: [...then.keys()].filter(id => !now.has(id)).length};
  }

  function points(vintage) {
    const drawn = point => point.published_on >= charts.parameter(charts.chart('as-of'), 'from');
    const then = [...valuesAt(vintage).values()].filter(drawn);
    const same = new Set(then.map(point => [point.id, point.value, point.published_on].join()));
    return [
      ...then.map(point => ({...point, state: 'then'})),
      ...[...now.values()].filter(point => drawn(point) && !same.has([point.id, point.value, point.published_on].join())).map(point => ({...point, state: 'since'})),
    ].map(({id, ...point}) => ({...point, metric, vintage}));
  }

  /** What the default of a vintage would have forecast: its odds say which that was. */
  function forecasts(vintage) {
    const usual = odds.find(row => row.origin_vintage === vintage && row.is_default);
    const all = charts.dataset('forecasts-by-vintage').filter(row => row.values_vintage === vintage);
    const method = usual ? usual.method : (all[0] || {}).method;
    const power = log => log === null ? null : 10 ** log;
    const quantiles = ['p02_5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97_5', 'actual'];
    return all.filter(row => row.method === method)
      .map(row => ({...row, scenario: row.method_name, ...Object.fromEntries(quantiles.map(name => [name, power(row[name])]))}));
  }

  function sentence(trend, fan, view) {
    const {added, revised, withdrawn} = changesSince(trend.values_vintage);
    const growth = row => `${row.growth_factor_per_year.toFixed(2)}× a year`;
    const known = fan.filter(row => row.actual !== null).pop();
    const unit = charts.unit(metric);
    const answer = view.above && odds.find(row => row.is_default && row.origin_vintage === trend.values_vintage
      && row.threshold === Number(view.above) && row.before === Date.parse(view.by));
    const ends = [trend.growth_factor_ci95_low, trend.growth_factor_ci95_high];
    return `${trend.trend}: ${growth(trend)}`
      + (ends.includes(null) ? '' : ` (95%: ${ends.map(end => end.toFixed(2) + '×').join(' to ')})`)
      + (trend.doubling_time_months ? `, doubling every ${trend.doubling_time_months.toFixed(1)} months` : '')
      + `, from ${trend.n} releases of ${valuesAt(trend.values_vintage).size} with a value. `
      + (answer ? `A release of at least ${charts.value(answer.threshold)} ${unit} before ${charts.day(answer.before)} was given a probability of ${charts.chance(answer.probability)}. ` : '')
      + (known ? `Its median for ${charts.month(known.target_date)} was ${charts.value(known.p50)} ${unit} (80%: ${charts.value(known.p10)} to ${charts.value(known.p90)}); `
        + `the outcome was ${charts.value(known.actual)}. ` : '')
      + (trend === newest ? 'This is the newest vintage: nothing has come since.'
        : `Since then ${added} values were added with their releases, ${revised} were revised or found, and ${withdrawn} were withdrawn. `
          + `The newest vintage has ${growth(newest)}.`);
  }

  const yearBefore = vintages.filter(vintage => Date.parse(vintage) <= newest.values_vintage - 365 * lines.DAY).pop() || vintages[0];
  charts.parts.push({
    first: {vintage: yearBefore},
    keys: ['vintage', 'above', 'by'],
    draws: ['as-of'],
    shown: {'value-changes': (row, view) => since(row, Date.parse(view.vintage))},
    valid: view => vintages.includes(view.vintage),
    async show(view) {
      const index = vintages.indexOf(view.vintage);
      const trend = trends[index];
      slider.value = index;
      slider.setAttribute('aria-valuetext', view.vintage);
      date.textContent = view.vintage;
      const fan = forecasts(trend.values_vintage);
      summary.textContent = sentence(trend, fan, view);
      const ahead = fan.length ? fan[0].target_date : null;
      const small = document.getElementById('chart-as-of-0').clientWidth < 560;
      await charts.draw(charts.chart('as-of'), 0, {small, data: {
        'as-of-points': points(trend.values_vintage).map(point => ({...point, ahead})), 'as-of-fan': fan,
        'as-of-line': [{date: trend.first_date, line: trend.start_value}, {date: trend.last_date, line: trend.end_value}],
      }});
    },
  });
  slider.addEventListener('input', () => charts.change({vintage: vintages[Number(slider.value)]}));
});
