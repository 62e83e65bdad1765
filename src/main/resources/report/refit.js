'use strict';
// A line through a selection of releases: which they are, and what the page shows of the line and its intervals.
const refit = (() => {
  const find = id => document.getElementById(id);
  const given = find('refit-data');
  const source = given && JSON.parse(given.textContent);
  const attributes = source ? Object.keys(source.attributes) : [];
  const values = Object.fromEntries(attributes.map(id => [id, source.attributes[id].map(pickers.folded)]));
  /** A value as the source spells it. */
  const spelled = (id, value) => source.attributes[id][values[id].indexOf(value)];
  const first = Object.fromEntries(['refit', ...(source ? ['since', 'before'] : []), ...attributes].map(key => [key, '']));
  if (source) first.base = 'all';

  // Names in an address: any of them may have the sign that separates them, or begin with the one for none of them.
  const text = names => names.map(name => name.replace(/[%|]/g, encodeURIComponent).replace(/^!/, '%21')).join('|');
  const names = joined => joined ? joined.split('|').map(name => name.replace(/%25|%7C|^%21/g, decodeURIComponent)) : [];

  const months = slope => slope > 0 ? source.daysPerYear * Math.log10(2) / slope / source.daysPerMonth : null;
  const years = millis => lines.years(millis, source.daysPerYear);

  /** What an address says of an attribute: whether its values are wanted or excluded, and their indices. */
  function chosen(view, id) {
    const written = view[id];
    const isNone = written.startsWith('!');
    const asked = written === '!' ? [''] : names(isNone ? written.slice(1) : written);
    const indices = asked.map(name => values[id].indexOf(name)).filter(at => at >= 0);
    return {isNone, indices, unknown: asked.filter(name => !values[id].includes(name))};
  }

  const dates = {since: 'From', before: 'To'};

  /** What a link asks for that this page does not have. */
  function unknown(view) {
    if (!source) return [];
    return [
      ...['', 'open'].includes(view.refit) ? [] : [`refit: ${view.refit}`],
      ...charts.has(find('refit-base'), view.base) ? [] : [`base: ${view.base}`],
      ...Object.keys(dates).filter(key => view[key] && !fields.isDay(view[key])).map(key => `${key}: ${view[key]}`),
      ...attributes.flatMap(id => chosen(view, id).unknown.map(name => `${id}: ${name}`)),
    ];
  }

  /** Why no line is fitted: what is unknown, dates that are none yet, or in the wrong order. */
  function faults(view) {
    const typed = Object.keys(dates).map(key => fields.fault(find('refit-' + key), dates[key])).filter(Boolean);
    const metric = charts.has(find('metric'), view.metric) ? [] : [`metric: ${view.metric}`];
    const all = [...[...view.unknown, ...metric, ...unknown(view)].map(each => `Unknown here: ${each}`), ...typed];
    return all.length || !view.since || !view.before || view.since < view.before ? all : [`From ${view.since} must be before ${view.before}`];
  }

  /** The observations that a view selects. */
  function selected(view) {
    const metric = source.metrics.findIndex(each => each.id === view.metric);
    const conditions = attributes.map(id => chosen(view, id));
    const [since, before] = [Date.parse(view.since || '0001-01-01'), Date.parse(view.before || '9999-12-31')];
    // Equally influential releases are in the order of their ids.
    return charts.dataset('releases').sort((a, b) => a.release_id < b.release_id ? -1 : 1).filter(row => {
      const release = row.metric === view.metric && source.releases[row.release_id];
      return release && row.published_on >= since && row.published_on < before
        && source.cohorts[release.find((each, i) => i >= attributes.length && each[0] === metric)[1]].includes(view.base)
        && conditions.every(({isNone, indices}, i) => !indices.length || indices.some(at => release[i].includes(at)) !== isNone);
    });
  }

  const counted = new Map();

  /** How many releases with a value of a metric have each value of each attribute. */
  function counts(metric) {
    if (!counted.has(metric)) {
      const sums = attributes.map(id => values[id].map(() => 0));
      for (const row of charts.dataset('releases').filter(each => each.metric === metric && source.releases[each.release_id])) {
        sums.forEach((sum, index) => { for (const at of source.releases[row.release_id][index]) sum[at]++; });
      }
      counted.set(metric, sums);
    }
    return counted.get(metric);
  }

  let [change, lists] = [null, []];
  let opened = false;
  let shown = null;
  let files = {};

  /** What a view's line is, and where it reaches thresholds. */
  function fit(view) {
    const rows = selected(view);
    const days = rows.map(row => row.published_on);
    // An organization is a cluster, and so is a release that names none.
    const cluster = row => source.releases[row.release_id][attributes.indexOf('organization')][0] ?? row.release_id;
    const fitted = lines.fit(days.map(years), rows.map(row => Math.log10(row.value)), rows.map(cluster));
    const thresholds = source.metrics.find(each => each.id === view.metric)?.thresholds || [];
    return {
      n: rows.length, fitted, start: Math.min(...days), end: Math.max(...days), influential: fitted?.influential && rows[fitted.influential.at],
      reaches: fitted && fitted.slope > 0 ? thresholds.map(({value, label}) => {
        const at = lines.millis(fitted.time + (Math.log10(value) - fitted.log) / fitted.slope, source.daysPerYear);
        return {value, label, at: Math.abs(at) < 8e15 && new Date(at).getUTCFullYear() <= 9999 && new Date(at).getUTCFullYear() >= 1 ? at : null};
      }) : [],
    };
  }

  /** Makes a table of some columns, of which the first few are not shown; the file of it has all. */
  function fill(id, columns, rows, without) {
    files[id] = tabular.csv([columns, ...rows]);
    find(id).replaceChildren(tabular.table(find(id).getAttribute('aria-label'), columns.slice(without),
      rows.map(row => row.slice(without).map(cell => typeof cell === 'number' ? figure(cell) : called[cell] ?? cell ?? '–'))));
    find(id).parentElement.hidden = !rows.length;
  }

  /** What a view selects, in words: the releases, conditions, dates. */
  function selection(view) {
    const base = find('refit-base').selectedOptions[0].textContent;
    const bounds = view.since && view.before ? `from ${view.since}, before ${view.before}` : view.since ? `since ${view.since}` : view.before && `before ${view.before}`;
    return [
      base.charAt(0).toLowerCase() + base.slice(1),
      ...conditions(view).map(({id, isNone, of}) => {
        const named = of.map(value => spelled(id, value));
        return (isNone ? 'not ' : '') + (id === 'domain' ? named.map(name => name.toLowerCase()) : named).join(isNone ? ', not ' : ' or ');
      }),
      ...bounds ? [bounds] : []].join('; ');
  }

  /** The names similar to each value chosen, without those chosen. */
  const similar = (id, chosen) => chosen.map(value => ({
    value, also: pickers.similar(values[id].filter(name => !chosen.includes(name)), value).sort(),
  })).filter(({also}) => also.length);

  const called = {classical: 'Classical', hc3: 'HC3', cr3: 'CR3'};

  /** A note for each value chosen that is a word in other names, with a button that chooses these too. */
  function notes(view) {
    return conditions(view).flatMap(({id, isNone, of}) => similar(id, of).map(({value, also}) => {
      const note = document.createElement('p');
      note.append(`“${spelled(id, value)}” is the exact name; also: ${also.map(name => spelled(id, name)).join(', ')}. Names are compared by spelling, not by owner. `);
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = also.length === 1 ? 'Choose this too' : 'Choose these too';
      button.addEventListener('click', () => {
        find('refit-' + id).querySelector('summary').focus();
        change({[id]: (isNone ? '!' : '') + text([...of, ...also])});
      });
      note.append(button);
      return note;
    }));
  }

  /** A number with three digits, as the command writes it. */
  const figure = number => Math.abs(number) >= 1e6 || Math.abs(number) < 1e-3 ? charts.value(number)
    : number.toLocaleString('en-US', {minimumSignificantDigits: 3, maximumSignificantDigits: 3});

  function write(view, title) {
    const {n, fitted, start, end, reaches, influential} = shown;
    const releases = `${n} release${n === 1 ? '' : 's'}`;
    const doubling = slope => months(slope) ? `${figure(months(slope))} months` : 'no doubling';
    const quoted = fitted?.intervals.at(-1);
    const ends = quoted && (months(quoted.high)
      ? `${figure(months(quoted.high))} to ${months(quoted.low) ? figure(months(quoted.low)) : 'never'}` : 'no growth');
    find('refit-result').textContent = `${title} (${selection(view)}): ` + (!fitted
      ? `${releases} selected: a line needs three, on two dates.`
      : `${releases} from ${charts.day(start)} to ${charts.day(end)}: ${figure(10 ** fitted.slope)}× a year (95%: ${figure(10 ** quoted.low)}× to ${figure(10 ** quoted.high)}×), `
        + (months(fitted.slope) ? `doubling every ${doubling(fitted.slope)} (95%: ${ends}, ${called[quoted.method]}).` : 'no doubling.')
        + (fitted.rSquared === null ? '' : ` R² ${fitted.rSquared.toFixed(2)}.`)
        + (influential ? ` Most influential: ${influential.model}` + (Number.isFinite(fitted.influential.slope)
          ? ` (without it: ${doubling(fitted.influential.slope)}).` : '.') : ''));
    find('refit-notes').replaceChildren(...notes(view));
    find('refit-quotation').textContent = quoted ? source.quotations[quoted.method] : '';
    const columns = ['doubling_time_months', 'doubling_time_low', 'doubling_time_high', 'growth_factor_per_year', 'growth_factor_low',
      'growth_factor_high', 'slope_oom_per_year', 'slope_low', 'slope_high', 'standard_error'];
    fill('refit-line', ['metric', 'cohort', 'from', 'before', 'n', 'r_squared', 'influential', 'doubling_time_without_it_months',
      'interval', ...columns], (fitted ? fitted.intervals : []).map(({method, error, low, high}) => [
      view.metric, cohort(view), view.since, view.before, n, fitted.rSquared, influential?.release_id, influential && months(fitted.influential.slope),
      method, months(fitted.slope), months(high), months(low), 10 ** fitted.slope, 10 ** low, 10 ** high, fitted.slope, low, high, error]), 8);
    fill('refit-reaches', ['threshold', 'label', 'line_reaches_it_on'],
      reaches.map(({value, label, at}) => [value, label, at === null ? null : charts.day(at)]), 0);
    find('refit-block').textContent = block(view);
  }

  // As the program's CohortText writes a value.
  const written = value => /^$|^\s|\s$|[,;"]|^(other|\*)$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

  /** A view's conditions on attributes, with values in lower case. */
  const conditions = view => attributes.map(id => ({id, ...chosen(view, id)})).filter(({indices}) => indices.length)
    .map(({id, isNone, indices}) => ({id, isNone, of: indices.map(at => values[id][at])}));

  /** The view's cohort with its conditions, as the command and the settings have it. */
  function cohort(view) {
    const parts = conditions(view).map(({id, isNone, of}) => id + (isNone ? '!=' : '=') + of.sort().map(written).join(','));
    return [...(view.base === 'all' && parts.length ? [] : [view.base]), ...parts].join(';');
  }

  /** The selection as settings, and as a command. */
  function block(view) {
    const {entry} = source.metrics.find(each => each.id === view.metric);
    const shell = words => `'${words.replaceAll("'", "'\\''")}'`;
    const command = ['compute-trends fit --metric', view.metric, '--cohort', shell(cohort(view)),
      ...(view.since ? ['--from', view.since] : []), ...(view.before ? ['--to', view.before] : [])].join(' ');
    const bound = date => date || 'null';
    const isDated = view.since || view.before;
    // A name may have more than one line: none of them may be taken for a setting. A string of HOCON is one of JSON.
    return [`# ${command.replaceAll('\n', '\n# ')}`,
      ...(isDated ? [`spans { selection { from = ${bound(view.since)}, to = ${bound(view.before)} } }`] : []),
      `trends += { metrics = [${entry}], cohorts = [${JSON.stringify(cohort(view))}], eras = [${isDated ? 'selection' : 'all-time'}] }`].join('\n');
  }

  /** Brings the form and its result up to a view. */
  function show(view) {
    if (!source) return;
    opened = view.refit === 'open';
    find('refit').open = opened;
    for (const key of Object.keys(dates)) fields.write(find('refit-' + key), view[key]);
    find('refit-base').value = view.base;
    lists.forEach((list, index) => {
      const {isNone, indices} = chosen(view, attributes[index]);
      list.show(isNone, indices, counts(view.metric)[index]);
    });
    const wrong = faults(view);
    const title = find('metric').selectedOptions[0]?.textContent;
    shown = opened && !wrong.length ? fit(view) : null;
    find('refit-answer').hidden = !shown;
    if (shown) return write(view, title);
    find('refit-result').textContent = wrong.length ? wrong.join('. ') + '. No line is fitted.' : '';
    for (const id of ['refit-notes', 'refit-quotation', 'refit-line', 'refit-reaches', 'refit-block']) find(id).replaceChildren();
    files = {};
  }

  /** The layers that draw the line: through the releases, on to the last threshold that it reaches, and the days chosen. */
  function layers(view, like) {
    if (!shown || !shown.fitted) return [];
    const {fitted, start, end, reaches} = shown;
    const point = date => ({date, line: 10 ** (fitted.log + fitted.slope * (years(date) - fitted.time)), era: ''});
    const drawn = (dates, dash) => ({
      data: {values: dates.map(point)},
      mark: {type: 'line', color: '--ink', strokeWidth: 2.5, strokeDash: dash, clip: true}, encoding: like.encoding,
    });
    const [from, to] = [view.from, view.to].map(Date.parse);
    const within = date => Math.min(Math.max(date, from), to);
    const last = Math.max(end, ...reaches.map(({at}) => at).filter(at => at && at <= to));
    return [
      drawn([within(start), within(end)], [1, 0]), ...(within(last) > within(end) ? [drawn([within(end), within(last)], [3, 4])] : []),
    ];
  }

  /** Empties the dates, whatever has been typed, and the lists' modes. */
  function empty() {
    for (const key of source ? Object.keys(dates) : []) find('refit-' + key).value = '';
    for (const list of lists) list.clear();
  }

  /** A link to an example: of the most frequent domain, without the most frequent organization and the names similar to it. */
  function exemplify() {
    const [domain, organization] = ['domain', 'organization'].map(id => ({name: source.attributes[id][0], value: values[id][0]}));
    const year = new Date(charts.page.vintage).getUTCFullYear();
    if (!domain.name || !organization.name) return;
    const also = similar('organization', [organization.value]).flatMap(each => each.also);
    find('refit-example').textContent = `Example: domain ${domain.name}, all but ${organization.name}${also.length ? ' and similar names' : ''}, ${year - 6} to ${year - 2}`;
    find('refit-example').href = '#view?' + new URLSearchParams({refit: 'open', base: first.base, since: `${year - 6}-01-01`, before: `${year - 1}-01-01`,
      domain: text([domain.value]), organization: '!' + text([organization.value, ...also])});
  }

  /** Makes the form work: what it changes goes to the page. */
  function begin(changing) {
    if (!source) return;
    change = changing;
    exemplify();
    lists = attributes.map(id => pickers.make(find('refit-' + id), source.attributes[id],
      (isNone, indices) => change({[id]: indices.length ? (isNone ? '!' : '') + text(indices.map(at => values[id][at])) : ''})));
    fields.rules.set(find('refit-before'), 'end');
    for (const key of Object.keys(dates)) fields.onDate(find('refit-' + key), date => change({[key]: date}));
    find('refit-base').addEventListener('change', event => change({base: event.target.value}));
    find('refit').addEventListener('toggle', event => {
      if (event.target.open !== opened) change({refit: event.target.open ? 'open' : ''});
    });
    find('refit-clear').addEventListener('click', () => {
      empty();
      change({...first, refit: 'open'});
    });
    find('refit-settings').addEventListener('click', event => {
      const block = find('refit-block');
      block.hidden = !block.hidden;
      event.target.setAttribute('aria-expanded', String(!block.hidden));
    });
    for (const link of document.querySelectorAll('a[data-refit-csv]')) tabular.saves(link, () => files[link.dataset.refitCsv]);
  }

  /** Whether days dragged over are those of a fit. */
  const isOpen = () => source !== null && find('refit').open;

  return {first, text, names, unknown, similar, empty, show, layers, begin, isOpen};
})();
