'use strict';
// The page's controls. What is shown follows from a view: metric, cohort, years, hidden domains, the selection that a line is
// fitted to, and what the parts ask (charts.parts). The address has the view and the theme, so that a link leads to them.
charts.ready.then(() => {
  const root = document.documentElement;
  root.classList.add('scripted');
  const find = id => document.getElementById(id);
  const headline = charts.chart('headline');
  const {parts} = charts;
  const metric = find('metric');
  const cohort = find('cohort');
  const [from, to] = ['from', 'to'].map(name => charts.day(charts.parameter(headline, name)));
  const first = {metric: metric.value, cohort: cohort.value, from, to, hide: '', ...refit.first, ...Object.assign({}, ...parts.map(part => part.first))};
  const view = {...first, unknown: []};
  const dark = matchMedia('(prefers-color-scheme: dark)');

  /** The keys and texts of the address. */
  const asked = () => new URLSearchParams(location.hash.startsWith('#view?') ? location.hash.slice(6) : '');

  /** Takes the view from the address, and says what of it this page does not have. */
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
    for (const select of [metric, cohort]) if (view[select.id] !== first[select.id] && !charts.has(select, view[select.id])) lack(select.id);
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

  // Keys that are shown together. A link has all keys of a group, because a later page may have other defaults.
  const groups = [{keys: ['metric', 'cohort', 'from', 'to', 'hide']}, {keys: Object.keys(refit.first), also: ['metric']},
    ...parts.map(part => ({keys: Object.keys(part.first)}))];

  /** The address of the view: the groups that differ from the first view, or have one of the required keys. */
  function address(required = []) {
    const parameters = new URLSearchParams();
    for (const {keys, also = []} of groups) {
      const isNamed = keys.some(key => view[key] !== first[key] || required.includes(key));
      const named = isNamed ? [...also, ...keys].filter(key => view[key]) : [];
      named.forEach(key => parameters.set(key, view[key]));
    }
    if (root.dataset.theme) parameters.set('theme', root.dataset.theme);
    return parameters.size ? '#view?' + parameters : '#';
  }

  const hidden = () => refit.names(view.hide);
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : dark.matches;
  /** The cohorts that a metric has trends of. */
  function cohorts(id) {
    const option = [...metric.options].find(each => each.value === id);
    return option ? JSON.parse(option.dataset.cohorts) : [];
  }
  let drawing = null;

  /** Brings controls and titles up to the view. */
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
          + (trend.doubling_time_months ? `, doubling every ${trend.doubling_time_months.toFixed(1)} months.` : '.') : '')
        + marks.diamonds(view, cohort.selectedOptions[0]?.dataset.target);
    } else {
      find('headline-title').textContent = find('headline-subtitle').textContent = '';
    }
    refit.show(view);
    find('theme').textContent = isDark() ? 'Light theme' : 'Dark theme';
    root.classList.toggle('is-dark', isDark());
  }

  /** The element that the address leads to: the part that shows what it asks, or the element that it names. */
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
    const [from, to] = marks.days(view);
    const height = width < 560 ? 460 : Math.min(780, Math.max(520, Math.round(width * 0.52)));
    charts.reserve(headline, height);
    drawing = await charts.draw(headline, 0, {
      metric: view.metric, cohort: view.cohort, from, to, hidden: hidden(), clear: marks.present(view, hidden()),
      layers: refit.layers(view, headline.panels[0].layer.find(layer => layer.encoding.y?.field === 'line')),
      small: width < 560, days: [from, to], height,
    });
    root.dataset.ready = String(Number(root.dataset.ready || 0) + 1);
  }

  /** Changes what the headline chart shows. */
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
  /** Changes what parts show. */
  charts.change = async what => {
    Object.assign(view, what);
    say([]);
    history.replaceState(null, '', address());
    tables();
    await showParts(Object.keys(what));
    root.dataset.ready = String(Number(root.dataset.ready || 0) + 1);
  };

  /** The years to show from one date to another, within those that a reader can choose. */
  const shown = (from, to) => ({from: charts.day(Math.max(Date.parse('1945-01-01'), from)), to: charts.day(Math.min(Date.parse('2040-12-31'), to))});

  function zoom(factor, shift) {
    const [from, to] = marks.days(view);
    const half = Math.max(365 * lines.DAY, (to - from) * factor / 2);
    const middle = (from + to) / 2 + shift * (to - from);
    change(shown(middle - half, middle + half));
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
  find('save-svg').addEventListener('click', async () => tabular.save(tabular.xml(await drawing.toSVG()), 'image/svg+xml', 'compute-trends.svg'));
  find('theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
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
  const area = find('chart-headline-0');
  let dragged = null;
  area.addEventListener('pointerdown', event => { if (event.pointerType === 'mouse') dragged = event.clientX; });
  area.addEventListener('pointerup', event => {
    if (dragged !== null && Math.abs(event.clientX - dragged) > 24 && drawing) {
      const left = area.querySelector('svg .mark-group.role-frame .background').getBoundingClientRect().left;
      const scale = drawing.scale('x');
      const ends = [dragged, event.clientX].map(x => Number(scale.invert(x - left))).sort((a, b) => a - b);
      const {from, to} = shown(...ends);
      change(refit.isOpen() ? {since: from, before: to} : {from, to});
    }
    dragged = null;
  });
  area.addEventListener('dblclick', () => change({from: first.from, to: first.to}));

  for (const link of document.querySelectorAll('a[data-csv]')) {
    tabular.saves(link, () => charts.page.datasets[link.dataset.csv].csv);
  }

  /** Fills a table of many rows, with the rows that its chart shows. Such tables are made when a reader opens them. */
  function table(holder) {
    const name = holder.dataset.tableOf;
    const columns = Object.keys(charts.page.datasets[name].types);
    const [from, to] = marks.days(view);
    const date = row => row.published_on ?? row.quarter;
    const own = parts.map(part => part.shown[name]).find(Boolean);
    const rows = charts.dataset(name).filter(row => own ? own(row, view) : holder.closest('.headline-chart') === null
      || row.metric === view.metric && !hidden().includes(row.domain)
        && date(row) >= from && date(row) <= to);
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

  /** The charts that a reader cannot change. */
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
