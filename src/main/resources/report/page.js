'use strict';
// The page's controls. What is shown follows from a view: metric, cohort, years, domains left out, the selection that a line is
// fitted to, and theme. The address has it, so that a link leads to it.
charts.ready.then(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  const find = id => document.getElementById(id);
  const headline = charts.chart('headline');
  const {parts} = charts;
  const metric = find('metric');
  const cohort = find('cohort');
  const first = {metric: metric.value, cohort: cohort.value, from: '2009-01-01', to: '2035-12-31', hide: '', ...refit.first,
    ...Object.assign({}, ...parts.map(part => part.first))};
  const view = {...first, unknown: []};
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const asked = () => new URLSearchParams(location.hash.startsWith('#view?') ? location.hash.slice(6) : '');

  function read() {
    const parameters = asked();
    Object.assign(view, first);
    // A key may be cut off, or what follows it.
    const unknown = [...parameters].filter(([key, text]) => key !== 'theme' && (!(key in first) || !text && !first[key]))
      .map(([key, text]) => text ? `${key}: ${text}` : key);
    view.unknown = [...unknown];
    const lack = key => unknown.push(`${key}: ${view[key]}`);
    for (const key of Object.keys(first)) if (parameters.has(key)) view[key] = parameters.get(key);
    if (location.hash === '#refit') view.refit = 'open';
    for (const [key, select] of [['metric', metric], ['cohort', cohort]]) if (view[key] !== first[key] && !charts.has(select, view[key])) lack(key);
    if (parameters.has('cohort') && charts.has(metric, view.metric) && charts.has(cohort, view.cohort) && !cohorts(view.metric).includes(view.cohort)) {
      unknown.push(`trend of ${view.cohort} by ${view.metric}`);
    }
    if (![view.from, view.to].every(fields.isDay) || view.from >= view.to) {
      unknown.push(`years from ${view.from} to ${view.to}`);
      Object.assign(view, {from: first.from, to: first.to});
    }
    const domains = [...document.querySelectorAll('.domain')].map(button => button.dataset.domain);
    unknown.push(...hidden().filter(name => !domains.includes(name)).map(name => `hide: ${name}`), ...refit.unknown(view));
    for (const part of parts) {
      if (part.valid(view)) continue;
      Object.keys(part.first).filter(key => !part.isKnown?.(key, view) && view[key] !== part.first[key]).forEach(lack);
      if (!part.isKnown) Object.assign(view, part.first);
    }
    say(unknown);
    if (['light', 'dark'].includes(parameters.get('theme'))) root.dataset.theme = parameters.get('theme');
  }

  /** Says what of a link this page does not have. */
  function say(unknown) {
    find('unknown').textContent = unknown.length ? `This link asks for what this page does not have: ${unknown.join('; ')}.` : '';
    find('unknown').hidden = !unknown.length;
  }

  // What is shown together. A link has all of it, as the defaults of a later page may be others.
  const groups = [{keys: ['metric', 'cohort', 'from', 'to', 'hide']}, {keys: Object.keys(refit.first), also: ['metric']},
    ...parts.map(part => ({keys: Object.keys(part.first)}))];

  function address(asked = []) {
    const parameters = new URLSearchParams();
    for (const {keys, also = []} of groups) {
      if (keys.some(key => view[key] !== first[key] || asked.includes(key))) for (const key of [...also, ...keys]) if (view[key]) parameters.set(key, view[key]);
    }
    if (root.dataset.theme) parameters.set('theme', root.dataset.theme);
    return parameters.size ? '#view?' + parameters : '#';
  }

  const hidden = () => refit.names(view.hide);
  const millis = text => Date.parse(text + 'T00:00:00Z');
  /** The cohorts that a metric has trends of. */
  function cohorts(id) {
    const option = [...metric.options].find(each => each.value === id);
    return option ? JSON.parse(option.dataset.cohorts) : [];
  }
  let drawing = null;

  function controls() {
    metric.value = view.metric;
    const option = metric.selectedOptions[0];
    const fitted = cohorts(view.metric);
    for (const each of cohort.options) {
      each.disabled = !fitted.includes(each.value);
      each.label = each.textContent + (each.disabled ? ': no trend of this metric' : '');
    }
    if (charts.has(cohort, view.cohort) && !fitted.includes(view.cohort)) view.cohort = fitted[0] || view.cohort;
    cohort.value = view.cohort;
    for (const button of document.querySelectorAll('.preset')) {
      button.setAttribute('aria-pressed', String(button.dataset.zoomFrom === view.from && button.dataset.zoomTo === view.to));
    }
    for (const button of document.querySelectorAll('.domain')) {
      button.setAttribute('aria-pressed', String(!hidden().includes(button.dataset.domain)));
    }
    if (option) {
      find('headline-title').textContent = `${option.textContent}: AI systems, ${view.from.slice(0, 4)} to ${view.to.slice(0, 4)}`;
      const trend = charts.dataset('trend-lines').filter(row => row.metric === view.metric && row.cohort === view.cohort)
        .sort((a, b) => a.first_date - b.first_date).pop();
      find('headline-subtitle').textContent = `In ${option.dataset.unit}, logarithmic scale. `
        + (trend ? `${cohort.selectedOptions[0].textContent}: ${trend.growth_factor_per_year.toFixed(2)}× a year since ${new Date(trend.first_date).getUTCFullYear()}`
          + (trend.doubling_time_months ? `, doubling every ${trend.doubling_time_months.toFixed(1)} months.` : '.') : '') + diamonds();
    } else {
      find('headline-title').textContent = find('headline-subtitle').textContent = '';
    }
    refit.show(view);
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
    find('theme').textContent = isDark ? 'Light theme' : 'Dark theme';
    root.classList.toggle('is-dark', isDark);
  }

  /** Whether thresholds are crossed at a median date among the years shown; of those whose low end is given, with room for a label. */
  function dated(name, of, median, low) {
    const [from, to] = [millis(view.from), millis(view.to)];
    return charts.dataset(name).some(row => row.metric === view.metric && row[of] === view.cohort && row.status === 'DATED'
      && row[median] >= from && row[median] <= to && (!low || row[low] - from > 0.25 * (to - from)));
  }

  /** What the diamonds are, where there are any. */
  function diamonds() {
    if (dated('crossings', 'cohort', 'simulated_median')) return ' Diamonds: when half of the projection’s paths have crossed a threshold.';
    if (!dated('forecast-crossings', 'target', 'median_date')) return '';
    return ` Diamonds: when half of the forecast’s paths have the ${cohort.selectedOptions[0].dataset.target.toLowerCase()} above a threshold.`
      + (find('odds') ? ' For the chance of a first release by a date, see “Odds of a release by a date”.' : '');
  }

  /** The headline chart's marks of which there are any, by the filters of its layers. */
  function present() {
    const [from, to] = [millis(view.from), millis(view.to)];
    const points = (headline.datasets.includes('releases') ? charts.dataset('releases') : []).filter(row => row.metric === view.metric && !hidden().includes(row.domain)
      && row.published_on >= from && row.published_on <= to);
    const largest = row => row.frontier_rank !== null || row.record;
    const shown = name => charts.dataset(name).filter(row => row.metric === view.metric && row.cohort === view.cohort);
    const there = {
      notable: points.some(largest),
      points: points.some(row => !largest(row)),
      growth: shown('trend-lines').some(
        row => Math.min(row.last_date, to) - Math.max(row.first_date, from) > 0.2 * (to - from)),
      thresholds: dated('crossings', 'cohort', 'simulated_median', 'simulated95_low'),
      forecast_thresholds: dated('forecast-crossings', 'target', 'median_date', 'ci95_low'),
    };
    return there.notable ? Object.keys(there).filter(name => there[name]) : [];
  }

  /** What the address is about: the part of the page that shows what a link asks, or that it names. */
  function target() {
    const keys = [...asked().keys()];
    const part = parts.find(each => keys.some(key => key in each.first));
    if (keys.some(key => key in refit.first)) return find('refit');
    if (part) return find(part.section || `chart-${part.draws[0]}-0`).closest('section');
    if (keys.length || location.hash.length < 2) return null;
    try {
      return find(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // A link that was cut or mistyped.
    }
  }
  const settle = () => scrolling.keep(target());

  async function drawHeadline() {
    controls();
    const width = find('chart-headline-0').clientWidth;
    const height = width < 560 ? 460 : Math.min(780, Math.max(520, Math.round(width * 0.52)));
    charts.reserve(headline, height);
    drawing = await charts.draw(headline, 0, {
      metric: view.metric, cohort: view.cohort, from: millis(view.from), to: millis(view.to), hidden: hidden(), clear: present(),
      layers: refit.layers(view, headline.panels[0].layer.find(layer => layer.encoding.y?.field === 'line')),
      small: width < 560, days: [millis(view.from), millis(view.to)],
      height,
    });
    performance.mark('headline drawn');
    root.dataset.ready = String(Number(root.dataset.ready || 0) + 1);
  }

  function change(what) {
    Object.assign(view, what, {unknown: []});
    say([]);
    controls();
    history.replaceState(null, '', address());
    tables();
    return drawHeadline();
  }

  const showParts = async (changed = Object.keys(first)) => {
    for (const part of parts) if (part.keys.some(key => changed.includes(key))) await part.show(view);
    settle();
  };
  const tables = () => { for (const holder of document.querySelectorAll('details[open] .made-table')) table(holder); };
  /** Changes what is a part's. */
  charts.change = async what => {
    Object.assign(view, what);
    say([]);
    history.replaceState(null, '', address());
    tables();
    await showParts(Object.keys(what));
    root.dataset.ready = String(Number(root.dataset.ready || 0) + 1);
  };

  const text = date => new Date(date).toISOString().slice(0, 10);
  function zoom(factor, shift) {
    const [from, to] = [millis(view.from), millis(view.to)];
    const half = Math.max(365 * 86400000, (to - from) * factor / 2);
    const middle = (from + to) / 2 + shift * (to - from);
    change({
      from: text(Math.max(millis('1945-01-01'), middle - half)), to: text(Math.min(millis('2040-12-31'), middle + half)),
    });
  }

  metric.addEventListener('change', () => change({metric: metric.value}));
  cohort.addEventListener('change', () => change({cohort: cohort.value}));
  for (const [id, factor, shift] of [['zoom-in', 0.6, 0], ['zoom-out', 1 / 0.6, 0], ['earlier', 1, -0.25], ['later', 1, 0.25]]) {
    find(id).addEventListener('click', () => zoom(factor, shift));
  }
  for (const button of document.querySelectorAll('.preset')) {
    button.addEventListener('click', () => change({from: button.dataset.zoomFrom, to: button.dataset.zoomTo}));
  }
  for (const button of document.querySelectorAll('.domain')) {
    button.addEventListener('click', () => {
      const without = new Set(hidden());
      if (!without.delete(button.dataset.domain)) without.add(button.dataset.domain);
      change({hide: refit.text([...without])});
    });
  }
  find('copy-link').addEventListener('click', async () => {
    history.replaceState(null, '', address(['metric']));
    try {
      await navigator.clipboard.writeText(location.href);
      find('copied').textContent = 'Copied.';
    } catch {
      find('copied').textContent = 'The address bar has the link.';
    }
  });
  find('save-svg').addEventListener('click', async () => tabular.save(xml(await drawing.toSVG()), 'image/svg+xml', 'compute-trends.svg'));
  find('theme').addEventListener('click', () => {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    history.replaceState(null, '', address());
    redraw();
  });
  dark.addEventListener('change', () => redraw());
  addEventListener('hashchange', () => {
    if (location.hash === '#refit') change({refit: 'open'});
    if (location.hash.startsWith('#view?') || location.hash === '') {
      refit.empty();
      read();
      tables();
      scrolling.begin();
      drawHeadline().then(() => showParts()).then(finish);
    }
  });

  // Dragging across the chart zooms into the years dragged over, or selects them to fit a line to.
  const place = find('chart-headline-0');
  let dragged = null;
  place.addEventListener('pointerdown', event => { if (event.pointerType === 'mouse') dragged = event.clientX; });
  place.addEventListener('pointerup', event => {
    if (dragged !== null && Math.abs(event.clientX - dragged) > 24 && drawing) {
      const left = place.querySelector('svg .mark-group.role-frame .background').getBoundingClientRect().left;
      const scale = drawing.scale('x');
      const ends = [dragged, event.clientX].map(x => Number(scale.invert(x - left))).sort((a, b) => a - b);
      const [from, to] = [text(Math.max(ends[0], millis('1945-01-01'))), text(Math.min(ends[1], millis('2040-12-31')))];
      change(refit.isOpen() ? {since: from, before: to} : {from, to});
    }
    dragged = null;
  });
  place.addEventListener('dblclick', () => change({from: first.from, to: first.to}));

  /** XML has no control characters, not even escaped. */
  const xml = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

  for (const link of document.querySelectorAll('a[data-csv]')) {
    link.addEventListener('click', event => {
      event.preventDefault();
      tabular.save(charts.page.datasets[link.dataset.csv].csv, 'text/csv;charset=utf-8', link.getAttribute('download'));
    });
  }

  // Tables of many rows are made when they are asked for, of what the chart shows.
  function table(holder) {
    const name = holder.dataset.tableOf;
    const columns = Object.keys(charts.page.datasets[name].types);
    const date = row => row.published_on ?? row.quarter;
    const own = parts.map(part => part.shown[name]).find(Boolean);
    const rows = charts.dataset(name).filter(row => own ? own(row, view) : holder.closest('.headline-chart') === null
      || row.metric === view.metric && !hidden().includes(row.domain)
        && date(row) >= millis(view.from) && date(row) <= millis(view.to));
    const caption = `${rows.length} rows of ${name.replaceAll('-', ' ')}`;
    const text = (inner, column) => charts.page.datasets[name].types[column] === 'date' && inner !== null ? charts.day(inner)
      : typeof inner === 'number' ? charts.value(inner) : String(inner ?? '–');
    const box = document.createElement('div');
    box.className = 'scrolls';
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', caption);
    box.append(tabular.table(caption, columns, rows.map(row => columns.map(column => text(row[column], column)))));
    holder.replaceChildren(box);
  }
  for (const holder of document.querySelectorAll('.made-table')) {
    holder.closest('details').addEventListener('toggle', event => { if (event.target.open) table(holder); });
  }

  const others = charts.page.charts.filter(chart => chart !== headline && !parts.some(part => part.draws.includes(chart.id)));
  async function drawOthers() {
    for (const chart of others) {
      for (let panel = 0; panel < chart.panels.length; panel++) {
        await charts.draw(chart, panel);
        settle();
        await new Promise(done => setTimeout(done, 0));
      }
    }
  }
  /** All is drawn that an address asks for. */
  function finish() {
    scrolling.end();
    root.dataset.complete = String(Number(root.dataset.complete || 0) + 1);
  }
  async function redraw() {
    await drawHeadline();
    await showParts();
    await drawOthers();
    finish();
  }
  let waiting = 0;
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 200);
  });

  refit.begin(change);
  read();
  for (const chart of charts.page.charts) charts.reserve(chart, chart.size.height);
  redraw();
});
