'use strict';
// A line through a selection of releases: which they are, the line and its intervals, and what the page shows of them. The
// arithmetic is that of the program's own trends, so the command `fit` gives the same numbers.
const refit = (() => {
  const find = id => document.getElementById(id);
  const given = find('refit-data');
  const source = given && JSON.parse(given.textContent);
  const attributes = source ? Object.keys(source.attributes) : [];
  const folded = text => text.replaceAll('Σ', 'σ').toLowerCase();
  const values = source ? Object.values(source.attributes).map(names => names.map(folded)) : [];
  const DAY = 86400000;
  // As LineFit.isDeterminedBy has it: with less, an observation has leverage one but for rounding.
  const LEAST_ROOM = 1e-9;
  const first = Object.fromEntries(['refit', ...(source ? ['since', 'before'] : []), ...attributes].map(key => [key, '']));

  // Names in an address: any of them may have the sign that separates them, or begin with the one for none of them.
  const text = names => names.map(name => name.replace(/[%|]/g, encodeURIComponent).replace(/^!/, '%21')).join('|');
  const names = joined => joined ? joined.split('|').map(name => name.replace(/%25|%7C|^%21/g, decodeURIComponent)) : [];

  /** The probability that Student's t is nearer to zero than by an angle's tangent times the root of v. (A&S 26.7.3, 26.7.4) */
  function central(angle, v) {
    const [sine, square] = [Math.sin(angle), Math.cos(angle) ** 2];
    let term = v % 2 ? Math.cos(angle) : 1;
    let sum = v === 1 ? 0 : term;
    for (let k = v % 2 ? 3 : 2; k <= v - 2; k += 2) {
      term *= square * (k - 1) / k;
      sum += term;
    }
    return v % 2 ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
  }

  /** The 97.5% quantile of Student's t with v degrees of freedom. */
  function quantile(v) {
    let [low, high] = [0, Math.PI / 2];
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      if (central(middle, v) < 0.95) low = middle;
      else high = middle;
    }
    return Math.sqrt(v) * Math.tan((low + high) / 2);
  }

  const sum = numbers => numbers.reduce((total, number) => total + number, 0);
  const mean = numbers => sum(numbers) / numbers.length;

  /** The least-squares line through times in years and logarithms, with standard errors; null where there is none. */
  function line(times, logs) {
    const n = times.length;
    if (n < 3 || times.every(time => time === times[0])) return null;
    const [time, log] = [mean(times), mean(logs)];
    const squares = sum(times.map(each => (each - time) ** 2));
    const isFlat = logs.every(each => each === logs[0]);
    const slope = isFlat ? 0 : sum(times.map((each, i) => (each - time) * (logs[i] - log))) / squares;
    const residuals = times.map((each, i) => isFlat ? 0 : logs[i] - log - slope * (each - time));
    const left = sum(residuals.map(each => each * each));
    const meat = sum(residuals.map((each, i) => {
      const distance = times[i] - time;
      const room = 1 - 1 / n - distance * distance / squares;
      return room >= LEAST_ROOM ? (distance * each / room) ** 2 : NaN;
    }));
    const errors = {classical: Math.sqrt(left / (n - 2) / squares), hc3: Math.sqrt(meat) / squares};
    const t = quantile(n - 2);
    return {
      n, time, log, slope, rSquared: isFlat ? null : 1 - left / sum(logs.map(each => (each - log) ** 2)),
      intervals: Object.entries(errors).filter(([, error]) => Number.isFinite(error))
        .map(([method, error]) => ({method, error, low: slope - t * error, high: slope + t * error})),
    };
  }

  const months = slope => slope > 0 ? source.daysPerYear * Math.log10(2) / slope / source.daysPerMonth : null;
  const years = millis => (millis / DAY - 10957) / source.daysPerYear;
  const millis = year => (Math.floor(year * source.daysPerYear + 1e-6) + 10957) * DAY;

  /** What an address says of an attribute: whether values are wanted or not, and their places. */
  function chosen(view, place) {
    const written = view[attributes[place]];
    const isNone = written.startsWith('!');
    const places = names(isNone ? written.slice(1) : written).map(name => values[place].indexOf(name)).filter(at => at >= 0);
    return {isNone, places};
  }

  /** The observations that a view selects. */
  function selected(view) {
    const metric = source.metrics.findIndex(each => each.id === view.metric);
    const conditions = attributes.map((attribute, place) => chosen(view, place));
    const [since, before] = [Date.parse(view.since || '0001-01-01'), Date.parse(view.before || '9999-12-31')];
    return charts.dataset('releases').filter(row => {
      const release = row.metric === view.metric && source.releases[row.release_id];
      return release && row.published_on >= since && row.published_on < before
        && source.cohorts[release.find((each, i) => i >= attributes.length && each[0] === metric)[1]].includes(view.cohort)
        && conditions.every(({isNone, places}, i) => !places.length || places.some(at => release[i].includes(at)) !== isNone);
    });
  }

  let opened = false;
  let shown = null;
  let tables = {};

  /** What a view's line is, and where it reaches thresholds. */
  function fit(view) {
    const rows = selected(view);
    const dates = rows.map(row => row.published_on);
    const fitted = line(dates.map(years), rows.map(row => Math.log10(row.value)));
    const thresholds = source.metrics.find(each => each.id === view.metric)?.thresholds || [];
    return {
      n: rows.length, fitted, start: Math.min(...dates), end: Math.max(...dates),
      reaches: fitted && fitted.slope > 0 ? thresholds.map(({value, label}) => {
        const at = millis(fitted.time + (Math.log10(value) - fitted.log) / fitted.slope);
        return {value, label, at: Math.abs(at) < 8e15 && new Date(at).getUTCFullYear() <= 9999 && new Date(at).getUTCFullYear() >= 1 ? at : null};
      }) : [],
    };
  }

  /** Makes a table of some columns, of which the first few are not shown; the file of it has all. */
  function fill(id, columns, rows, without) {
    tables[id] = [columns, ...rows];
    const made = document.createElement('table');
    made.createCaption().textContent = find(id).getAttribute('aria-label');
    const header = made.createTHead().insertRow();
    for (const column of columns.slice(without)) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = column.replaceAll('_', ' ');
      header.append(cell);
    }
    const body = made.createTBody();
    for (const row of rows) {
      const inserted = body.insertRow();
      for (const cell of row.slice(without)) inserted.insertCell().textContent = typeof cell === 'number' ? charts.value(cell) : cell ?? '–';
    }
    find(id).replaceChildren(made);
  }

  function write(view, title) {
    const {n, fitted, start, end, reaches} = shown;
    const releases = `${n} release${n === 1 ? '' : 's'}`;
    const interval = ({method, low, high}) => `${method === 'hc3' ? 'HC3' : method} ` + (months(high)
      ? `${charts.value(months(high))} to ${months(low) ? charts.value(months(low)) : 'no end'}` : 'no growth');
    find('refit-result').textContent = !fitted
      ? `${releases} of ${title} selected: a line needs three, on two dates.`
      : `${title}, ${releases} from ${charts.day(start)} to ${charts.day(end)}: ${charts.value(10 ** fitted.slope)}× a year, `
        + (months(fitted.slope) ? `doubling every ${charts.value(months(fitted.slope))} months (95%: ${fitted.intervals.map(interval).join('; ')}).` : 'no doubling.')
        + (fitted.rSquared === null ? '' : ` R² ${fitted.rSquared.toFixed(2)}.`);
    fill('refit-line', ['metric', 'cohort', 'from', 'before', 'n', 'r_squared', 'slope_oom_per_year', 'growth_factor_per_year', 'doubling_time_months',
      'interval', 'standard_error', 'slope_low', 'slope_high', 'growth_factor_low', 'growth_factor_high', 'doubling_time_low',
      'doubling_time_high'], (fitted ? fitted.intervals : []).map(({method, error, low, high}) => [view.metric, cohort(view), view.since, view.before, n,
      fitted.rSquared, fitted.slope, 10 ** fitted.slope, months(fitted.slope), method, error, low, high, 10 ** low, 10 ** high,
      months(high), months(low)]), 4);
    fill('refit-reaches', ['threshold', 'label', 'line_reaches_it_on'],
      reaches.map(({value, label, at}) => [value, label, at === null ? null : charts.day(at)]), 0);
    find('refit-block').textContent = block(view);
  }

  // As the program's CohortText writes a value.
  const written = value => /^$|^\s|\s$|[,;"]/.test(value) ? inMarks(value) : value;
  const inMarks = value => `"${value.replaceAll('"', '""')}"`;

  /** The view's cohort with its conditions, as the command and the settings have it. */
  function cohort(view) {
    const parts = attributes.map((id, place) => ({id, ...chosen(view, place)})).filter(({places}) => places.length).map(({id, isNone, places}) => {
      const of = places.map(at => values[attributes.indexOf(id)][at]);
      // Alone, these words mean all uncommon values, and each common one.
      return id + (isNone ? '!=' : '=') + (!isNone && ['other', '*'].includes(of.join()) ? inMarks(of[0]) : of.map(written).join(','));
    });
    return [...(view.cohort === 'all' && parts.length ? [] : [view.cohort]), ...parts].join(';');
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
    find('refit-since').value = view.since;
    find('refit-before').value = view.before;
    attributes.forEach((attribute, place) => {
      const {isNone, places} = chosen(view, place);
      if (places.length) find('refit-how-' + attribute).value = isNone ? '!' : '';
      for (const option of find('refit-' + attribute).options) option.selected = places.includes(option.index);
    });
    shown = opened ? fit(view) : null;
    if (shown) write(view, find('metric').selectedOptions[0].textContent);
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

  /** Makes the form work: what it changes goes to the page, and what it saves. */
  function begin(change, save) {
    if (!source) return;
    attributes.forEach((attribute, place) => {
      for (const [at, name] of Object.values(source.attributes)[place].entries()) find('refit-' + attribute).add(new Option(name, values[place][at]));
      const picked = () => {
        const options = [...find('refit-' + attribute).selectedOptions].map(option => option.value);
        change({[attribute]: options.length ? find('refit-how-' + attribute).value + text(options) : ''});
      };
      find('refit-' + attribute).addEventListener('change', picked);
      find('refit-how-' + attribute).addEventListener('change', picked);
    });
    for (const key of ['since', 'before']) find('refit-' + key).addEventListener('change', event => change({[key]: event.target.value}));
    find('refit').addEventListener('toggle', event => {
      if (event.target.open !== opened) change({refit: event.target.open ? 'open' : ''});
    });
    find('refit-clear').addEventListener('click', () => change({...first, refit: 'open'}));
    find('refit-settings').addEventListener('click', event => {
      const block = find('refit-block');
      block.hidden = !block.hidden;
      event.target.setAttribute('aria-expanded', String(!block.hidden));
    });
    // The apostrophe keeps a spreadsheet from taking text for a formula, as in the page's other files.
    const cell = inner => {
      const written = typeof inner === 'string' && /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/.test(inner) ? "'" + inner : String(inner ?? '');
      return /[,;\t"\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
    };
    for (const link of document.querySelectorAll('a[data-refit-csv]')) {
      link.addEventListener('click', event => {
        event.preventDefault();
        save(tables[link.dataset.refitCsv].map(row => row.map(each => cell(each)).join(',') + '\n').join(''),
          'text/csv;charset=utf-8', link.getAttribute('download'));
      });
    }
  }

  /** Whether days dragged over are those of a fit. */
  const isOpen = () => source !== null && find('refit').open;

  return {first, text, names, show, layers, begin, isOpen, quantile};
})();
